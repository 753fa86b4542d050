package org.facesearch.plugin.codec;

/** A mapped field type that chooses its own graph. The codec knows fields by this alone. */
public interface HnswField {
  HnswParameters hnsw();
}
