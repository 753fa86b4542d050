package org.facesearch.rest.admin;

import org.facesearch.models.event.EventIntake;
import org.facesearch.models.usecase.event.RemovePerson;
import org.facesearch.rest.UseCaseAction;
import org.facesearch.rest.UseCaseResponse;
import org.opensearch.action.ActionType;

/** The actions of these calls by their names, which access control knows them by. */
final class AdminActions {

  static final ActionType<UseCaseResponse<EventIntake.Installed>> INSTALL_EVENTS =
      UseCaseAction.type("cluster:face_search/events/install");
  static final ActionType<UseCaseResponse<byte[]>> PICTURE =
      UseCaseAction.type("cluster:face_search/events/picture");
  static final ActionType<UseCaseResponse<RemovePerson.Result>> REMOVE_IDENTITY =
      UseCaseAction.type("cluster:face_search/identity/remove");

  private AdminActions() {}
}
