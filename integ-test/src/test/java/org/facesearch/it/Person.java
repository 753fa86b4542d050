package org.facesearch.it;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** People of the sample photographs, one face to a picture; no two of them are alike. */
enum Person {
  ANNA(6, 1347, 162, 452, 513),
  BELA(3, 945, 110, 457, 514),
  CLEO(5, 267, 778, 400, 489),
  DORA(6, 558, 236, 429, 504),
  EMIL(1, 312, 262, 381, 437);

  private static final Map<Person, byte[]> FILES = new ConcurrentHashMap<>();

  private final int sample;
  private final int left;
  private final int top;
  private final int width;
  private final int height;

  Person(int sample, int left, int top, int width, int height) {
    this.sample = sample;
    this.left = left;
    this.top = top;
    this.width = width;
    this.height = height;
  }

  /** The picture before it became a JPEG file. */
  BufferedImage image() {
    return Pictures.crop(Pictures.read(Pictures.sample(sample)), left, top, width, height);
  }

  /** A JPEG of a few hundred pixels. */
  byte[] jpeg() {
    return FILES.computeIfAbsent(this, person -> Pictures.jpeg(person.image())).clone();
  }

  String uri() {
    return Pictures.dataUri(jpeg());
  }

  /** About where the face is, as a client would say it. */
  Map<String, Object> box() {
    return Boxes.of(width / 4, width / 4, width - width / 4, height - width / 4);
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  static List<Person> all() {
    return List.of(values());
  }
}
