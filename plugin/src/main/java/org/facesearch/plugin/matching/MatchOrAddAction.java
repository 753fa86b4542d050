package org.facesearch.plugin.matching;

import org.opensearch.action.ActionType;

/** The action by its name, which access control knows it by. */
public final class MatchOrAddAction extends ActionType<MatchOrAddResponse> {

  public static final String NAME = "indices:data/write/face_search/match_or_add";
  public static final MatchOrAddAction INSTANCE = new MatchOrAddAction();

  private MatchOrAddAction() {
    super(NAME, MatchOrAddResponse::new);
  }
}
