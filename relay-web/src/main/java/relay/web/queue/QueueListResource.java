package relay.web.queue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import relay.domain.access.Right;
import relay.domain.view.QueueView;
import relay.domain.view.QueueView.Dimension;
import relay.domain.view.QueueView.Queue;
import relay.web.access.Caller;
import relay.web.access.Needs;
import relay.web.json.Json;
import relay.web.paging.PageRequest;
import relay.web.problem.Problem;

/** {@code GET /api/v1/queues}: what is queued, where to, whose, and why it waits. */
@Path("api/v1/queues")
@Needs(value = Right.READ_QUEUES, narrows = true)
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class QueueListResource {
  @Inject QueueView view;
  @Inject InstantSource clock;

  /**
   * @param by dimensions separated by commas; all of them when absent
   */
  @GET
  public String list(
      @QueryParam("by") String by, @BeanParam PageRequest page, @Context SecurityContext security) {
    Instant now = clock.instant();
    Set<Dimension> dimensions = dimensions(by);
    Optional<String> tenant = Caller.of(security).leave().tenant();
    return Json.text(
        page.counted((skipped, most) -> view.queues(dimensions, tenant, skipped, most))
            .under("queues", queue -> json(queue, now))
            .build());
  }

  private static JsonObjectBuilder json(Queue queue, Instant now) {
    JsonObjectBuilder out = Json.object();
    for (Dimension dimension : Dimension.values()) {
      String value = queue.values().getOrDefault(dimension, "");
      if (!value.isEmpty()) {
        out.add(dimension.label(), value);
      }
    }
    out.add("recipients", queue.recipients())
        .add("oldest_accepted_at", queue.oldest().toString())
        .add("oldest_age_seconds", Math.max(0, Duration.between(queue.oldest(), now).toSeconds()));
    queue.nextAttempt().ifPresent(at -> out.add("next_attempt_at", at.toString()));
    return out;
  }

  private static Set<Dimension> dimensions(String by) {
    if (by == null || by.isBlank()) {
      return EnumSet.allOf(Dimension.class);
    }
    Set<Dimension> dimensions = EnumSet.noneOf(Dimension.class);
    for (String word : by.split(",")) {
      dimensions.add(
          Dimension.labelled(word.strip())
              .orElseThrow(
                  () ->
                      Problem.in(
                          400,
                          "by",
                          "must be some of "
                              + "lane, domain, tenant, campaign, reason, with commas")));
    }
    return dimensions;
  }
}
