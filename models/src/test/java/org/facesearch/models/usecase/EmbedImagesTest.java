package org.facesearch.models.usecase;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;
import org.facesearch.models.bundle.ImageModel;
import org.facesearch.models.embed.UnitVectors;
import org.facesearch.models.image.DecodeBudget;
import org.facesearch.models.image.ImageIoPictureDecoder;
import org.facesearch.models.image.PictureSource;
import org.facesearch.models.image.RgbImage;
import org.facesearch.models.testing.ExifTurned;
import org.facesearch.models.testing.LoadedModels;
import org.facesearch.models.testing.Photographs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** From the bytes of pictures to vectors: what is decoded how, and what goes wrong. */
@ExtendWith(LoadedModels.class)
class EmbedImagesTest {

  private final ImageModel model;
  private final DecodeBudget memory = new DecodeBudget(1L << 28);

  EmbedImagesTest(ImageModel model) {
    this.model = model;
  }

  private List<AnalyzeImage.Embedded> embed(byte[]... pictures) {
    EmbedImages embedding =
        new EmbedImages(
            UseCaseParts.pictures(Runnable::run),
            new AnalyzeImage(new ImageIoPictureDecoder(memory), () -> model, WorkWatch.NONE));
    return embedding
        .run(
            IntStream.range(0, pictures.length)
                .mapToObj(i -> placed("photos[" + i + "]", pictures[i]))
                .toList())
        .toCompletableFuture()
        .join();
  }

  private static PlacedPicture placed(String place, byte[] picture) {
    return new PlacedPicture(
        place, PictureSource.base64(Base64.getEncoder().encodeToString(picture)));
  }

  private float[] vector(byte[] picture) {
    return embed(picture).getFirst().vector();
  }

  private static byte[] png(BufferedImage image) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }

  /** A drawing on nothing, or on a colour. */
  private static BufferedImage drawing(Color ground) {
    BufferedImage image =
        new BufferedImage(
            400, 300, ground == null ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    if (ground != null) {
      graphics.setColor(ground);
      graphics.fillRect(0, 0, 400, 300);
    }
    graphics.setColor(new Color(200, 30, 60));
    graphics.fillRect(60, 40, 120, 200);
    graphics.setColor(new Color(20, 60, 200));
    graphics.fillRect(220, 120, 90, 90);
    graphics.dispose();
    return image;
  }

  @Test
  void everyPictureHasAUnitVectorInItsPlace() {
    List<AnalyzeImage.Embedded> both =
        embed(Photographs.bytes(Photographs.sample(1)), Photographs.bytes(Photographs.sample(5)));
    for (AnalyzeImage.Embedded one : both) {
      assertEquals("squeezenet11-512", one.model());
      assertEquals(512, one.vector().length);
      assertEquals(1, UnitVectors.cosine(one.vector(), one.vector()), 1e-5);
    }
    assertArrayEquals(
        both.get(1).vector(), vector(Photographs.bytes(Photographs.sample(5))), "the second");
    assertEquals(memory.bytes(), memory.free(), "pictures are closed");
  }

  @Test
  void whatIsTransparentIsWhite() throws IOException {
    float[] transparent = vector(png(drawing(null)));
    assertArrayEquals(vector(png(drawing(Color.WHITE))), transparent);
    double onBlack = UnitVectors.cosine(vector(png(drawing(Color.BLACK))), transparent);
    assertTrue(onBlack < 0.9, "black is another picture: " + onBlack);
  }

  @Test
  void aTurnedPhotographIsLookedAtUpright() throws IOException {
    RgbImage upright = new Photographs().read(Photographs.sample(2));
    float[] expected = vector(ExifTurned.jpeg(upright, 1));
    for (int orientation = 2; orientation <= 8; orientation++) {
      double cosine = UnitVectors.cosine(expected, vector(ExifTurned.jpeg(upright, orientation)));
      assertTrue(cosine > 0.99, "orientation " + orientation + ": " + cosine);
    }
  }

  @Test
  void pictureOfAnyShapeHasAVector() throws IOException {
    for (int[] size : new int[][] {{1, 1}, {3000, 1}, {1, 500}, {224, 224}, {225, 223}}) {
      BufferedImage image = new BufferedImage(size[0], size[1], BufferedImage.TYPE_INT_RGB);
      assertEquals(512, vector(png(image)).length, size[0] + " x " + size[1]);
    }
  }

  @Test
  void aFailureNamesThePlaceOfThePicture() {
    byte[] good = Photographs.bytes(Photographs.sample(5));
    CompletionException failed =
        assertThrows(CompletionException.class, () -> embed(good, new byte[] {1, 2, 3}));
    FaceSearchException failure = assertInstanceOf(FaceSearchException.class, failed.getCause());
    assertEquals(Reason.INVALID, failure.reason());
    assertTrue(failure.getMessage().startsWith("photos[1]: "), failure.getMessage());
    assertEquals(memory.bytes(), memory.free());
  }
}
