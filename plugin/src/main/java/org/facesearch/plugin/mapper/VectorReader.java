package org.facesearch.plugin.mapper;

import java.io.IOException;
import java.util.Arrays;
import org.opensearch.core.xcontent.XContentParser;
import org.opensearch.core.xcontent.XContentParser.Token;

/** Reads {@code [0.1, -0.2, …]}. */
public final class VectorReader {
  private final XContentParser parser;

  /**
   * Reads from here.
   *
   * @param parser standing on the value
   */
  public VectorReader(XContentParser parser) {
    this.parser = parser;
  }

  /**
   * Reads to the end of the array, also when it fails, so that a document whose malformed fields
   * are ignored can be read on.
   *
   * @param field named in errors
   * @param maxDimension of any vector, so that a large document makes no large array
   * @return the numbers as floats; one that is beyond a float is infinite
   * @throws IllegalArgumentException if it is not an array of numbers, or a longer one
   */
  public float[] read(String field, int maxDimension) throws IOException {
    if (parser.currentToken() != Token.START_ARRAY) {
      throw malformed(field, "is not an array but [" + parser.currentToken() + "]");
    }
    float[] numbers = new float[Math.min(maxDimension, 128)];
    int count = 0;
    for (Token token = parser.nextToken(); token != Token.END_ARRAY; token = parser.nextToken()) {
      if (token != Token.VALUE_NUMBER) {
        skipRest();
        throw malformed(field, "has a [" + token + "] at position " + count);
      }
      if (count == maxDimension) {
        skipRest();
        throw malformed(field, "has more than " + maxDimension);
      }
      if (count == numbers.length) {
        numbers = Arrays.copyOf(numbers, Math.min(maxDimension, 2 * count));
      }
      numbers[count++] = (float) parser.doubleValue();
    }
    return Arrays.copyOf(numbers, count);
  }

  private void skipRest() throws IOException {
    parser.skipChildren();
    while (parser.nextToken() != Token.END_ARRAY) {
      parser.skipChildren();
    }
  }

  private static IllegalArgumentException malformed(String field, String what) {
    return new IllegalArgumentException(
        "field [" + field + "]: a vector is a flat array of numbers, this one " + what);
  }
}
