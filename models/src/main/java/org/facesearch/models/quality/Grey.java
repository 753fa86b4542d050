package org.facesearch.models.quality;

import org.facesearch.models.image.RgbImage;

/** The brightness of a picture's pixels, 0 to 255, row by row (the weights of ITU-R BT.601). */
record Grey(int width, int height, float[] values) {

  private static final int CHANNELS = 3;

  static Grey of(RgbImage image) {
    byte[] data = image.data();
    float[] grey = new float[image.width() * image.height()];
    for (int i = 0, at = 0; i < grey.length; i++, at += CHANNELS) {
      grey[i] =
          0.299f * (data[at] & 0xff)
              + 0.587f * (data[at + 1] & 0xff)
              + 0.114f * (data[at + 2] & 0xff);
    }
    return new Grey(image.width(), image.height(), grey);
  }

  /** Each pixel the mean of nine; at the rims as it was. */
  Grey smoothed() {
    float[] smooth = values.clone();
    float[] three = new float[width];
    for (int y = 1; y < height - 1; y++) {
      int row = y * width;
      for (int x = 0; x < width; x++) {
        three[x] = values[row - width + x] + values[row + x] + values[row + width + x];
      }
      for (int x = 1; x < width - 1; x++) {
        smooth[row + x] = (three[x - 1] + three[x] + three[x + 1]) / 9;
      }
    }
    return new Grey(width, height, smooth);
  }

  float at(int x, int y) {
    return values[y * width + x];
  }
}
