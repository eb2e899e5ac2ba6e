"""Documents of reports as pages and files. All of them write a number by the same rounding (`written`)."""
