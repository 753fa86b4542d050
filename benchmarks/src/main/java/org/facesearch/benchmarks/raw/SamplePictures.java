package org.facesearch.benchmarks.raw;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.facesearch.models.gallery.BoundingBox;
import org.facesearch.models.usecase.AnalyzedFace;

/**
 * JPEG pictures with a known number of faces, made of the faces of the sample photographs. The same
 * photographs give the same pictures.
 */
public final class SamplePictures {

  private static final int LEAST_FACE = 60;

  private record Source(BufferedImage photo, int x, int y, int side) {}

  private final List<Source> sources = new ArrayList<>();

  /**
   * Looks for faces that stand alone.
   *
   * @param samples folder of JPEG files
   */
  public SamplePictures(PictureEngine engine, Path samples) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(samples)) {
      files = all.filter(file -> file.toString().endsWith(".jpg")).sorted().toList();
    }
    for (Path file : files) {
      BufferedImage photo = ImageIO.read(file.toFile());
      for (AnalyzedFace face : engine.faces(Files.readAllBytes(file))) {
        Source source = source(photo, face.box());
        if (face.box().right() - face.box().left() >= LEAST_FACE
            && engine.faces(jpeg(tile(source, 256))).size() == 1) {
          sources.add(source);
        }
      }
    }
    if (sources.isEmpty()) {
      throw new IOException(samples + ": no picture with a face");
    }
  }

  /** The box and half its width around it, as a square. */
  private static Source source(BufferedImage photo, BoundingBox box) {
    int width = box.right() - box.left();
    int height = box.bottom() - box.top();
    int side = Math.min(2 * Math.max(width, height), Math.min(photo.getWidth(), photo.getHeight()));
    return new Source(
        photo,
        Math.clamp(box.left() + (width - side) / 2, 0, photo.getWidth() - side),
        Math.clamp(box.top() + (height - side) / 2, 0, photo.getHeight() - side),
        side);
  }

  private static BufferedImage tile(Source source, int side) {
    BufferedImage tile = new BufferedImage(side, side, BufferedImage.TYPE_3BYTE_BGR);
    draw(tile, source, 0, 0, side);
    return tile;
  }

  private static void draw(BufferedImage canvas, Source source, int x, int y, int side) {
    Graphics2D graphics = canvas.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    BufferedImage part =
        source.photo().getSubimage(source.x(), source.y(), source.side(), source.side());
    graphics.drawImage(part, x, y, side, side, null);
    graphics.dispose();
  }

  private static byte[] jpeg(BufferedImage picture) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(picture, "jpg", bytes);
    return bytes.toByteArray();
  }

  /** A portrait of 480 × 480 pixels. */
  public byte[] portrait() throws IOException {
    return jpeg(tile(sources.getFirst(), 480));
  }

  /** Ten faces in two rows, 1,280 × 512 pixels. */
  public byte[] ten() throws IOException {
    BufferedImage canvas = new BufferedImage(1280, 512, BufferedImage.TYPE_3BYTE_BGR);
    for (int i = 0; i < 10; i++) {
      draw(canvas, sources.get(i % sources.size()), i % 5 * 256, i / 5 * 256, 256);
    }
    return jpeg(canvas);
  }

  /** A portrait of 320 × 320 pixels, another one for each number. */
  public byte[] portrait(int number) throws IOException {
    Source source = sources.get(number % sources.size());
    SplittableRandom random = new SplittableRandom(number);
    int side = (int) (source.side() * random.nextDouble(0.85, 1));
    int room = source.side() - side;
    Source part =
        new Source(
            source.photo(),
            source.x() + random.nextInt(room + 1),
            source.y() + random.nextInt(room + 1),
            side);
    return jpeg(tile(part, 320));
  }
}
