package relay.web.review;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import relay.domain.access.Right;
import relay.domain.backtest.BackTest;
import relay.domain.backtest.BackTestJson;
import relay.domain.backtest.BackTestQuestion;
import relay.domain.backtest.PastEvents;
import relay.domain.configuration.CurrentConfiguration;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.control.ControlSource;
import relay.domain.control.InvalidField;
import relay.domain.journal.JournalUnavailable;
import relay.web.access.Needs;
import relay.web.control.JsonBody;
import relay.web.json.Json;
import relay.web.problem.Problem;

/**
 * {@code POST /api/v1/replies/back-test}: what other rules about replies would have made of what
 * servers said in the past. Changes nothing. One at a time: it reads gigabytes beside the mail.
 */
@Path("api/v1/replies/back-test")
@Needs(Right.OBSERVE)
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class BackTestResource {
  private static final long RETRY_SECONDS = 20;
  private final Semaphore turn = new Semaphore(1);
  @Inject PastEvents past;
  @Inject ControlSource control;
  @Inject CurrentConfiguration configuration;
  @Inject InstantSource clock;

  /** Asks the replies of this node's journal. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public String test(InputStream body) {
    Instant now = clock.instant();
    RelayConfiguration settings = configuration.get();
    Instant end = now.plus(settings.review().backTestTime());
    try {
      BackTestQuestion question = BackTestQuestion.read(JsonBody.read(body), now);
      BackTest test =
          question.test(
              control.state(),
              settings.traffic(),
              settings.review(),
              () -> clock.instant().isAfter(end));
      String node = settings.node().hostName();
      return Json.text(BackTestJson.of(question, test, node, read(question, test)));
    } catch (InvalidField e) {
      throw Problem.in(400, e.field(), e.getMessage());
    } catch (JournalUnavailable e) {
      throw Problem.later(e.getMessage(), RETRY_SECONDS);
    }
  }

  private Optional<Instant> read(BackTestQuestion question, BackTest test) {
    if (!turn.tryAcquire()) {
      throw Problem.later("another back-test reads the journal; try again later", RETRY_SECONDS);
    }
    try {
      return past.read(question.from(), question.until(), test.kinds(), test::isOver, test::take);
    } finally {
      turn.release();
    }
  }
}
