// The overview: a chart as PNG, drawn here from its SVG at twice its size.
import { attempt, say } from "./call.js";

async function picture(path) {
  const image = new Image();
  image.src = path;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.naturalWidth * 2;
  canvas.height = image.naturalHeight * 2;
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done, failed) => {
    canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error("The picture could not be made"))), "image/png");
  });
}

for (const button of document.querySelectorAll("[data-png]")) {
  button.hidden = false;
  button.addEventListener("click", () => attempt(async () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await picture(button.dataset.png));
    link.download = `${button.dataset.name}.png`;
    link.click();
    URL.revokeObjectURL(link.href);
    say("Saved as a picture");
  }));
}
