package relay.web.review;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.backtest.PastReplies.NOON;
import static relay.domain.backtest.PastReplies.refused;

import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import relay.domain.backtest.PastEvents;
import relay.domain.configuration.BootSettings;
import relay.domain.configuration.CurrentConfiguration;
import relay.domain.control.ControlState;
import relay.domain.journal.EventType;
import relay.domain.journal.JournalUnavailable;
import relay.domain.journal.MailEvent;
import relay.web.HttpPeer;
import relay.web.access.Filters;

class BackTestResourceTest {
  private static final String GATE =
      "{\"tenant\":\"default\",\"reply_rules\":{\"gate\":{\"class\":\"MAILBOX_FULL\","
          + "\"phrases\":[\"not amused\"],\"samples\":[\"554 I am not amused\"]}}}";
  private final List<MailEvent> events = new ArrayList<>();
  private final List<String> asked = new ArrayList<>();
  private PastEvents past =
      (from, until, kinds, isOver, taker) -> {
        asked.add(from + " " + until);
        return read(kinds, taker);
      };
  private Instant now = NOON;
  private final HttpPeer peer = HttpPeer.of(resource());

  private Optional<Instant> read(Set<EventType> kinds, Predicate<MailEvent> taker) {
    return events.stream()
        .filter(e -> kinds.contains(e.type()))
        .filter(e -> !taker.test(e))
        .findFirst()
        .map(MailEvent::at);
  }

  private BackTestResource resource() {
    var resource = new BackTestResource();
    resource.past =
        (from, until, kinds, isOver, taker) -> past.read(from, until, kinds, isOver, taker);
    resource.control = () -> ControlState.EMPTY;
    resource.configuration = CurrentConfiguration.of(new BootSettings(Map.of(), Map.of()));
    resource.clock = () -> now;
    return resource;
  }

  @AfterEach
  void stop() {
    peer.close();
  }

  @Test
  void shouldTellWhatAnotherRuleWouldHaveMadeOfTheLastDay() {
    events.add(refused("554 I am not amused").event());
    events.add(refused("550 5.1.1 unknown").event());

    JsonObject told = HttpPeer.json(ask(GATE));

    assertThat(asked).containsExactly("2026-01-04T12:00:00Z 2026-01-05T12:00:00Z");
    assertThat(told.getInt("replies")).isEqualTo(2);
    assertThat(told.getInt("changed")).isEqualTo(1);
    assertThat(told.getString("node")).isEqualTo("localhost");
    assertThat(told.getBoolean("complete")).isTrue();
  }

  @Test
  void shouldEndWhenItsTimeIsOver() {
    for (int i = 0; i < 10; i++) {
      events.add(refused("554 I am not amused").event());
    }
    past =
        (from, until, kinds, isOver, taker) ->
            read(
                kinds,
                event -> {
                  now = now.plusSeconds(6);
                  return taker.test(event);
                });

    JsonObject told = HttpPeer.json(ask(GATE));

    assertThat(told.getInt("replies")).isEqualTo(3);
    assertThat(told.getBoolean("complete")).isFalse();
    assertThat(told.getString("read_until")).isEqualTo(NOON.toString());
  }

  @Test
  void shouldHaveTheReadingEndWhenItsTimeIsOverThoughNothingWantedIsThere() {
    List<Boolean> over = new ArrayList<>();
    past =
        (from, until, kinds, isOver, taker) -> {
          over.add(isOver.getAsBoolean());
          now = now.plusSeconds(21);
          over.add(isOver.getAsBoolean());
          return Optional.of(NOON.minusSeconds(60));
        };

    JsonObject told = HttpPeer.json(ask(GATE));

    assertThat(over).containsExactly(false, true);
    assertThat(told.getBoolean("complete")).isFalse();
    assertThat(told.getString("read_until")).isEqualTo(NOON.minusSeconds(60).toString());
  }

  @Test
  void shouldNameTheFieldOfARuleThatCannotBe() {
    var refused = ask(GATE.replace("MAILBOX_FULL", "ODD"));

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(HttpPeer.json(refused).getString("field")).isEqualTo("reply_rules.gate.class");
  }

  @Test
  void shouldSayThatTheJournalCannotBeReadNow() {
    past =
        (from, until, kinds, isOver, taker) -> {
          throw new JournalUnavailable("gone", new java.io.IOException());
        };

    assertThat(ask(GATE).statusCode()).isEqualTo(503);
    past = (from, until, kinds, isOver, taker) -> Optional.empty();
    assertThat(ask(GATE).statusCode()).as("the turn was given back").isEqualTo(200);
  }

  @Test
  void shouldReadTheJournalForOneAtATime() throws Exception {
    var reads = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    past =
        (from, until, kinds, isOver, taker) -> {
          reads.countDown();
          try {
            goOn.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return Optional.empty();
        };

    var first = CompletableFuture.supplyAsync(() -> ask(GATE));
    reads.await();
    var second = ask(GATE);
    goOn.countDown();

    assertThat(second.statusCode()).isEqualTo(503);
    assertThat(second.headers().firstValue("Retry-After")).isPresent();
    assertThat(first.get().statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> ask(String body) {
    return peer.send(
        peer.request("/api/v1/replies/back-test")
            .header("Authorization", HttpPeer.basic("admin", Filters.PASSWORD))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }
}
