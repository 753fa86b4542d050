package org.facesearch.rest.facepp;

import org.facesearch.models.faceset.FaceSet;
import org.facesearch.models.usecase.faceset.DetectFaces;
import org.facesearch.models.usecase.faceset.ManageFaceSets;
import org.facesearch.models.usecase.faceset.ManageFaceTokens;
import org.facesearch.models.usecase.faceset.SearchFaceSet;
import org.facesearch.models.usecase.faceset.VerifyFaces;
import org.facesearch.rest.UseCaseAction;
import org.facesearch.rest.UseCaseResponse;
import org.opensearch.action.ActionType;

/** The actions of the Face++ API by their names, which access control knows them by. */
final class FaceppActions {

  static final ActionType<UseCaseResponse<SearchFaceSet.Result>> SEARCH =
      UseCaseAction.type("cluster:face_search/facepp/search");
  static final ActionType<UseCaseResponse<DetectFaces.Detected>> DETECT =
      UseCaseAction.type("cluster:face_search/facepp/detect");
  static final ActionType<UseCaseResponse<VerifyFaces.Result>> COMPARE =
      UseCaseAction.type("cluster:face_search/facepp/compare");
  static final ActionType<UseCaseResponse<ManageFaceSets.Changed>> CREATE =
      UseCaseAction.type("cluster:face_search/facepp/faceset/create");
  static final ActionType<UseCaseResponse<ManageFaceSets.Changed>> ADD_FACES =
      UseCaseAction.type("cluster:face_search/facepp/faceset/addface");
  static final ActionType<UseCaseResponse<ManageFaceSets.Changed>> REMOVE_FACES =
      UseCaseAction.type("cluster:face_search/facepp/faceset/removeface");
  static final ActionType<UseCaseResponse<ManageFaceSets.Detail>> DESCRIBE =
      UseCaseAction.type("cluster:face_search/facepp/faceset/getdetail");
  static final ActionType<UseCaseResponse<ManageFaceSets.Listing>> LIST =
      UseCaseAction.type("cluster:face_search/facepp/faceset/getfacesets");
  static final ActionType<UseCaseResponse<FaceSet>> UPDATE =
      UseCaseAction.type("cluster:face_search/facepp/faceset/update");
  static final ActionType<UseCaseResponse<FaceSet>> DELETE =
      UseCaseAction.type("cluster:face_search/facepp/faceset/delete");
  static final ActionType<UseCaseResponse<Void>> SET_USER_ID =
      UseCaseAction.type("cluster:face_search/facepp/face/setuserid");
  static final ActionType<UseCaseResponse<ManageFaceTokens.Detail>> DESCRIBE_FACE =
      UseCaseAction.type("cluster:face_search/facepp/face/getdetail");

  private FaceppActions() {}
}
