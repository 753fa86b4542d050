package org.facesearch.rest.reembed;

import java.util.List;
import org.facesearch.models.reembed.Reembedding;
import org.facesearch.rest.UseCaseAction;
import org.facesearch.rest.UseCaseResponse;
import org.opensearch.action.ActionType;

/** The actions of these calls by their names, which access control knows them by. */
final class ReembedActions {

  /** Begins or resumes one, and works on it to its end. */
  static final ActionType<UseCaseResponse<Reembedding>> RUN =
      UseCaseAction.type("cluster:face_search/reembed/run");

  static final ActionType<UseCaseResponse<List<Reembedding>>> GET =
      UseCaseAction.type("cluster:face_search/reembed/get");

  static final ActionType<UseCaseResponse<Reembedding>> PAUSE =
      UseCaseAction.type("cluster:face_search/reembed/pause");

  static final ActionType<UseCaseResponse<String>> REMOVE =
      UseCaseAction.type("cluster:face_search/reembed/remove");

  private ReembedActions() {}
}
