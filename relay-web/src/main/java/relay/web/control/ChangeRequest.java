package relay.web.control;

import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import relay.domain.administration.ChangeOrder;
import relay.domain.administration.Expectation;
import relay.domain.audit.Actor;
import relay.web.problem.Problem;

/**
 * A request for a change: what must hold before it, whether it is a trial only, and who asks. It
 * takes the query parameter {@code dry-run} and no other. To be given to an operation as a {@link
 * jakarta.ws.rs.BeanParam}.
 */
public class ChangeRequest {
  private static final String TRIAL = "dry-run";
  @Context UriInfo uri;
  @Context HttpHeaders headers;
  @Context SecurityContext security;

  /** How the change is to be made. */
  public ChangeOrder order() {
    return new ChangeOrder(Conditions.expectation(headers), isTrial(), by());
  }

  /** How an object is to be made that has no version yet. */
  ChangeOrder orderOfNew() {
    return new ChangeOrder(Expectation.NONE, isTrial(), by());
  }

  /** Whether nothing is to be changed. */
  public boolean isTrial() {
    // who misspells it wants nothing to be changed
    for (String name : uri.getQueryParameters().keySet()) {
      if (!name.equals(TRIAL)) {
        throw Problem.in(400, name, "must be left out: a change knows dry-run only");
      }
    }
    String text = uri.getQueryParameters().getFirst(TRIAL);
    if (text == null || text.equals("false")) {
      return false;
    }
    if (text.equals("true") || text.isEmpty()) {
      return true;
    }
    throw Problem.in(400, TRIAL, "must be true or false");
  }

  /** Who asks. */
  public Actor by() {
    return Operator.of(security);
  }

  /** What the request names. */
  URI place() {
    return uri.getAbsolutePath();
  }

  /** Where something below it is found. */
  URI placeOf(String id) {
    return uri.getAbsolutePathBuilder().path("{id}").build(id);
  }
}
