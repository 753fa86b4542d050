package org.facesearch.rest.group;

import java.util.List;
import org.facesearch.models.compare.ComparedEntry;
import org.facesearch.models.compare.Comparisons;
import org.facesearch.models.gallery.GalleryInfo;
import org.facesearch.models.gallery.Page;
import org.facesearch.models.gallery.StoredEntry;
import org.facesearch.models.usecase.AddEntry;
import org.facesearch.models.usecase.ManageGroups;
import org.facesearch.models.usecase.SearchGroups;
import org.facesearch.rest.UseCaseAction;
import org.facesearch.rest.UseCaseResponse;
import org.opensearch.action.ActionType;

/** The actions of the v1 group API by their names, which access control knows them by. */
public final class GroupActions {

  public static final ActionType<UseCaseResponse<Void>> CREATE =
      UseCaseAction.type("cluster:face_search/group/create");
  public static final ActionType<UseCaseResponse<List<String>>> LIST =
      UseCaseAction.type("cluster:face_search/group/list");
  public static final ActionType<UseCaseResponse<GalleryInfo>> INFO =
      UseCaseAction.type("cluster:face_search/group/info");
  public static final ActionType<UseCaseResponse<Void>> REMOVE =
      UseCaseAction.type("cluster:face_search/group/remove");
  public static final ActionType<UseCaseResponse<AddEntry.Result>> ADD =
      UseCaseAction.type("cluster:face_search/group/add");
  public static final ActionType<UseCaseResponse<List<List<SearchGroups.SubjectResult>>>> SEARCH =
      UseCaseAction.type("cluster:face_search/group/search");
  public static final ActionType<UseCaseResponse<List<List<SearchGroups.SubjectResult>>>> CLUSTER =
      UseCaseAction.type("cluster:face_search/group/cluster");
  public static final ActionType<UseCaseResponse<List<String>>> DELETE =
      UseCaseAction.type("cluster:face_search/group/delete");
  public static final ActionType<UseCaseResponse<Void>> UPDATE =
      UseCaseAction.type("cluster:face_search/group/update");
  public static final ActionType<UseCaseResponse<Page<StoredEntry>>> IMAGES =
      UseCaseAction.type("cluster:face_search/group/images");
  public static final ActionType<UseCaseResponse<ManageGroups.Tags>> TAGS =
      UseCaseAction.type("cluster:face_search/group/tags");
  public static final ActionType<UseCaseResponse<List<ComparedEntry>>> COMPARE =
      UseCaseAction.type("cluster:face_search/group/compare");
  public static final ActionType<UseCaseResponse<Comparisons.Rows>> COMPARISON =
      UseCaseAction.type("cluster:face_search/comparison/get");
  public static final ActionType<UseCaseResponse<Void>> REMOVE_COMPARISON =
      UseCaseAction.type("cluster:face_search/comparison/remove");

  private GroupActions() {}
}
