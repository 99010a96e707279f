package relay.domain.access;

import java.util.Optional;

/** Judges who may do what. Pure. */
public final class AccessRules {
  private AccessRules() {}

  /**
   * @param tenant whose things the operation is about by its path; empty: it names none
   * @param narrows whether the operation itself leaves out what is beyond the permit's reach; one
   *     that does not and names no tenant is for those who reach everything
   */
  public static AccessVerdict judge(
      Identity who, Right right, Optional<String> tenant, boolean narrows) {
    if (tenant.isPresent() && who.tenant().filter(own -> !own.equals(tenant.get())).isPresent()) {
      return new AccessVerdict.Hidden();
    }
    Reach reach = Reach.NOTHING;
    for (Role role : who.roles()) {
      Reach of = right.reachOf(role);
      reach = of.compareTo(reach) > 0 ? of : reach;
    }
    boolean allowed =
        switch (reach) {
          case NOTHING -> false;
          case OWN_MAIL -> narrows;
          case OWN_TENANT -> narrows || tenant.isPresent();
          case EVERYTHING -> true;
        };
    return allowed ? new AccessVerdict.Allowed(new Permit(who, reach)) : new AccessVerdict.Denied();
  }
}
