package org.facesearch.rest.sophonmatch;

import org.facesearch.models.usecase.event.CompareWithCard;
import org.facesearch.models.usecase.event.MatchPicture;
import org.facesearch.models.usecase.event.SearchEvents;
import org.facesearch.rest.UseCaseAction;
import org.facesearch.rest.UseCaseResponse;
import org.opensearch.action.ActionType;

/** The actions of the SophonMatch API by their names, which access control knows them by. */
final class SophonActions {

  static final ActionType<UseCaseResponse<SearchEvents.Result>> PICTURE_SEARCH =
      UseCaseAction.type("cluster:face_search/sophonmatch/picturesearch");

  static final ActionType<UseCaseResponse<MatchPicture.Result>> PICTURE_MATCH =
      UseCaseAction.type("cluster:face_search/sophonmatch/picturematch");
  static final ActionType<UseCaseResponse<CompareWithCard.Result>> COMPARE =
      UseCaseAction.type("cluster:face_search/sophonmatch/compare");

  private SophonActions() {}
}
