package relay.web.diagnosis;

import jakarta.ws.rs.core.UriInfo;
import java.util.Locale;
import java.util.Optional;
import relay.domain.mail.InvalidAddress;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;
import relay.domain.mail.ReversePath;
import relay.domain.routing.MailFacts;
import relay.web.problem.Problem;

/** Reads what a question about a route tells of the mail. */
final class RouteQuestion {
  private RouteQuestion() {}

  /** A mail of the default tenant's transactional stream unless the question says otherwise. */
  static MailFacts read(UriInfo request) {
    Lane lane = lane(request);
    var owner =
        new MailOwner(
            given(request, "tenant").orElse(MailOwner.DEFAULT_TENANT),
            given(request, "stream").orElse(lane.label()),
            "");
    return MailFacts.without(
        owner, lane, sender(request), size(request), given(request, "mail").orElse("hypothetical"));
  }

  /** A route that goes before the stream's, as a brake may name it. */
  static Optional<String> named(UriInfo request) {
    return given(request, "route");
  }

  private static Lane lane(UriInfo request) {
    try {
      return given(request, "lane")
          .map(text -> Lane.valueOf(text.toUpperCase(Locale.ROOT)))
          .orElse(Lane.TRANSACTIONAL);
    } catch (IllegalArgumentException e) {
      throw Problem.in(400, "lane", "must be otp, transactional or bulk");
    }
  }

  private static ReversePath sender(UriInfo request) {
    try {
      return ReversePath.parse(given(request, "sender").orElse(""));
    } catch (InvalidAddress e) {
      throw Problem.in(400, "sender", e.getMessage());
    }
  }

  private static long size(UriInfo request) {
    String text = given(request, "size").orElse("0");
    if (text.length() > 15 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw Problem.in(400, "size", "must be a number of octets");
    }
    return Long.parseLong(text);
  }

  private static Optional<String> given(UriInfo request, String name) {
    return Optional.ofNullable(request.getQueryParameters().getFirst(name))
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }
}
