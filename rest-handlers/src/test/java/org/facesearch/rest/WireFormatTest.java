package org.facesearch.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.opensearch.common.io.stream.BytesStreamOutput;

class WireFormatTest {

  @Test
  void anotherFormIsRefusedByName() throws IOException {
    WireFormat format = new WireFormat("an outcome", 1);
    try (BytesStreamOutput out = new BytesStreamOutput()) {
      format.write(out);
      out.writeString("kept");
      assertEquals("kept", format.read(out.bytes().streamInput()).readString());
      IOException refused =
          assertThrows(
              IOException.class,
              () -> new WireFormat("an outcome", 2).read(out.bytes().streamInput()));
      assertTrue(
          refused.getMessage().startsWith("an outcome came in format 1, this node knows format 2"),
          refused.getMessage());
    }
  }
}
