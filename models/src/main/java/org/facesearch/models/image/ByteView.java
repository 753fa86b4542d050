package org.facesearch.models.image;

import java.io.ByteArrayOutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.facesearch.models.FaceSearchException;

/** A file's bytes, read at any place; reading past the end is a picture that cannot be decoded. */
final class ByteView {

  private static final VarHandle LE16 =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle BE16 =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LE32 =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle BE32 =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private final byte[] data;

  ByteView(byte[] data) {
    this.data = data;
  }

  /** The failure of every file whose inside is broken. */
  static FaceSearchException broken() {
    return FaceSearchException.invalid("image cannot be decoded");
  }

  int length() {
    return data.length;
  }

  byte[] array() {
    return data;
  }

  int u8(int at) {
    need(at, 1);
    return data[at] & 0xFF;
  }

  int be16(int at) {
    need(at, 2);
    return (short) BE16.get(data, at) & 0xFFFF;
  }

  int le16(int at) {
    need(at, 2);
    return (short) LE16.get(data, at) & 0xFFFF;
  }

  int le24(int at) {
    return le16(at) | (u8(at + 2) << 16);
  }

  int be32(int at) {
    need(at, 4);
    return (int) BE32.get(data, at);
  }

  int le32(int at) {
    need(at, 4);
    return (int) LE32.get(data, at);
  }

  /** Whether these Latin-1 letters stand here; false past the end. */
  boolean has(int at, String letters) {
    if (at < 0 || at > data.length - letters.length()) {
      return false;
    }
    for (int i = 0; i < letters.length(); i++) {
      if ((data[at + i] & 0xFF) != letters.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Appends a part of the file, which must lie wholly inside. */
  void copy(int from, int length, ByteArrayOutputStream out) {
    need(from, length);
    out.write(data, from, length);
  }

  private void need(int at, int count) {
    if (at < 0 || count < 0 || at > data.length - count) {
      throw broken();
    }
  }
}
