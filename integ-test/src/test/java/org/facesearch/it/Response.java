package org.facesearch.it;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a node answered.
 *
 * @param body the answer as JSON, a missing node where it is none
 */
public record Response(int status, String contentType, String text, JsonNode body) {

  @Override
  public String toString() {
    return status + " " + text;
  }
}
