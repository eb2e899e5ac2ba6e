// Photos of a sheet on paper are made small before they are sent: a phone's are larger than a request may be.
// The server does it once more; what cannot be read here goes as it is.

const WIDEST = 1200;
const TALLEST = 1600;

async function small(file) {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, WIDEST / picture.width, TALLEST / picture.height);
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [picture.width, picture.height].map((one) => Math.round(one * scale));
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise((resolve) => { canvas.toBlob(resolve, "image/jpeg", 0.8); });
  return new File([blob], "page.jpg", { type: "image/jpeg" });
}

for (const input of document.querySelectorAll("[data-photos]")) {
  input.addEventListener("change", async () => {
    const chosen = new DataTransfer();
    const files = await Promise.all([...input.files].map((one) => small(one).catch(() => one)));
    for (const one of files) chosen.items.add(one);
    input.files = chosen.files;
  });
}
