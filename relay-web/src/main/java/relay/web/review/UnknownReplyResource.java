package relay.web.review;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import relay.domain.access.Right;
import relay.domain.feedback.review.UnknownReplies;
import relay.domain.feedback.review.UnknownReplyCount;
import relay.domain.feedback.review.UnknownReplyJson;
import relay.web.access.Needs;
import relay.web.json.Json;
import relay.web.problem.Problem;

/** {@code GET /api/v1/replies/unknown}: what servers of a week said that no rule knows. */
@Path("api/v1/replies/unknown")
@Needs(Right.OBSERVE)
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class UnknownReplyResource {
  private static final int LIMIT_DEFAULT = 50;
  private static final int LIMIT_MAX = 500;
  private static final int FIRST_YEAR = 2000;
  private static final int LAST_YEAR = 9999;
  @Inject UnknownReplies replies;
  @Inject InstantSource clock;

  /**
   * The most frequent first.
   *
   * @param week any day of it, UTC; this week when absent
   */
  @GET
  public String list(@QueryParam("week") String week, @QueryParam("limit") String limit) {
    LocalDate monday = UnknownReplyCount.mondayOf(day(week));
    return Json.text(UnknownReplyJson.of(monday, replies.of(monday, limit(limit))));
  }

  private LocalDate day(String text) {
    if (text == null || text.isBlank()) {
      return clock.instant().atOffset(ZoneOffset.UTC).toLocalDate();
    }
    try {
      LocalDate day = LocalDate.parse(text.strip());
      if (day.getYear() >= FIRST_YEAR && day.getYear() <= LAST_YEAR) {
        return day;
      }
    } catch (DateTimeException e) {
      throw noDay();
    }
    throw noDay();
  }

  private static Problem noDay() {
    return Problem.in(400, "week", "must be a day of the week, such as 2026-01-31");
  }

  private static int limit(String text) {
    if (text == null || text.isBlank()) {
      return LIMIT_DEFAULT;
    }
    try {
      int limit = Integer.parseInt(text.strip());
      if (limit >= 1 && limit <= LIMIT_MAX) {
        return limit;
      }
    } catch (NumberFormatException e) {
      throw noLimit();
    }
    throw noLimit();
  }

  private static Problem noLimit() {
    return Problem.in(400, "limit", "must be a number from 1 to " + LIMIT_MAX);
  }
}
