package org.facesearch.rest.facepp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.facesearch.models.FaceSearchException;
import org.facesearch.models.FaceSearchException.Reason;
import org.facesearch.models.faceset.FaceSetException;
import org.junit.jupiter.api.Test;
import org.opensearch.OpenSearchStatusException;
import org.opensearch.core.concurrency.OpenSearchRejectedExecutionException;
import org.opensearch.core.rest.RestStatus;

class FailuresTest {

  private static void assertRow(int status, String message, Exception error) {
    FaceppException row = Failures.row(error, "1,test");
    assertEquals(message, row.getMessage());
    assertEquals(status, row.status().getStatus());
  }

  @Test
  void rowsStayWhatTheyAre() {
    FaceppException row = FaceppException.coexistence();
    assertSame(row, Failures.row(row, "1,test"));
  }

  @Test
  void tooMuchWorkIsTheConcurrencyLimit() {
    assertRow(403, "CONCURRENCY_LIMIT_EXCEEDED", new FaceSearchException(Reason.BUSY, "too many"));
    assertRow(
        403, "CONCURRENCY_LIMIT_EXCEEDED", new OpenSearchRejectedExecutionException("too many"));
  }

  @Test
  void aCallThatWasEndedMayBeRepeated() {
    assertRow(
        403, "CONCURRENCY_LIMIT_EXCEEDED", new FaceSearchException(Reason.CANCELLED, "ended"));
  }

  @Test
  void whatAccessControlRefusesIsDeniedByTheAdmin() {
    for (RestStatus status : new RestStatus[] {RestStatus.FORBIDDEN, RestStatus.UNAUTHORIZED}) {
      assertRow(
          403,
          "AUTHORIZATION_ERROR:Denied by Admin",
          new OpenSearchStatusException("no permissions for [indices:secret]", status));
    }
  }

  @Test
  void faceSetsHaveTheirOwnRows() {
    for (FaceSetException.Reason reason : FaceSetException.Reason.values()) {
      String message =
          switch (reason) {
            case FACE_TOKEN_UNKNOWN -> "INVALID_FACE_TOKEN: it";
            case OUTER_ID_UNKNOWN -> "INVALID_OUTER_ID";
            case FACESET_TOKEN_UNKNOWN -> "INVALID_FACESET_TOKEN";
            case FACESET_EMPTY -> "EMPTY_FACESET";
            case FACESET_EXISTS -> "FACESET_EXIST";
            case NEW_OUTER_ID_EXISTS -> "NEW_OUTER_ID_EXIST";
            case FACESET_NOT_EMPTY -> "FACESET_NOT_EMPTY";
          };
      assertRow(400, message, new FaceSetException(reason, "it"));
    }
  }

  @Test
  void vectorsOfTwoModelsAreTold() {
    assertRow(409, "two models", new FaceSearchException(Reason.CONFLICT, "two models"));
  }

  @Test
  void theRestIsOurFaultAndTellsNothing() {
    String text = "vectors of model [secret]";
    assertRow(500, "INTERNAL_ERROR", new FaceSearchException(Reason.UNAVAILABLE, text));
    assertRow(500, "INTERNAL_ERROR", new IllegalStateException(text));
    assertRow(
        500, "INTERNAL_ERROR", new OpenSearchStatusException(text, RestStatus.SERVICE_UNAVAILABLE));
  }
}
