package org.facesearch.models.reembed;

import java.util.Locale;

/** What becomes of a document that has a vector, and of which no new one can be made. */
public enum OnMissing {
  /** The work ends there, and may be resumed once the document is mended or deleted. */
  FAIL,
  /** It is left out of the new index. */
  SKIP,
  /** It is copied without that vector. */
  KEEP;

  /** As the API writes it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
