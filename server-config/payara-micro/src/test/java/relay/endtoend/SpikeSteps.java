package relay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import relay.domain.control.ControlJson;
import relay.endtoend.OperatorSteps.Asking;

/**
 * A list gone bad, against the real process and its simulator: the relay slows the stream at the
 * place that refuses, then suspends it there, by brakes of its own, until somebody lifts them.
 */
final class SpikeSteps {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String BRAKES = "/api/v1/brakes";

  /** Slowed from 2 of 22, at 9 recipients a minute; suspended from 4 of 24. */
  private static final String RULE =
      "{\"stream\":\"news\",\"settings\":{\"spike-bounces-min\":\"2\",\"spike-bounce-slow\":\"8\","
          + "\"spike-bounce-suspend\":\"15\",\"spike-bounce-window\":\"2m\",\"spike-slow-to\":\"90\"}}";

  private final Asking admin;
  private final PeopleSteps.Door door;
  private final Path journal;

  private String token;

  SpikeSteps(Asking admin, PeopleSteps.Door door, Path journal) {
    this.admin = admin;
    this.door = door;
    this.journal = journal;
  }

  void shouldSlowAndThenSuspendAStreamWhereItIsRefused() throws Exception {
    admin.ask("PUT", "/api/v1/tenants/acme/streams/news", "{\"lane\":\"bulk\"}");
    admin.ask("PUT", "/api/v1/tenants/acme/suppression-rules/news", RULE);
    String made =
        admin
            .ask(
                "PUT",
                "/api/v1/tenants/acme/credentials/t-news",
                "{\"kind\":\"api-token\",\"permissions\":[\"send\"]}")
            .body();
    token = "Bearer " + ControlJson.read(made).getString("token");
    Awaitility.await("the stream is known").atMost(PATIENCE).until(() -> hand("accept", 1) == 202);

    assertThat(hand("accept", 19)).isEqualTo(202);
    assertThat(hand("unknown", 2)).isEqualTo(202);
    JsonObject slow = brake("slow");
    assertThat(slow.getString("reason")).startsWith("spike: 2 of ").contains("5.1.1");

    assertThat(hand("unknown", 2)).isEqualTo(202);
    JsonObject suspend = brake("suspend");
    // Lifted once the new one holds, so that for a moment there are both.
    Awaitility.await("the brake of before is lifted")
        .atMost(PATIENCE)
        .until(() -> find("slow").isEmpty());

    assertThat(hand("accept", 1)).isEqualTo(202);
    Awaitility.await("mail waits and names the brake")
        .atMost(PATIENCE)
        .until(
            () ->
                admin
                    .ask("GET", "/api/v1/messages?tenant=acme&stream=news&limit=1", "")
                    .body()
                    .contains(suspend.getString("id")));
    admin.ask("DELETE", BRAKES + "/" + suspend.getString("id"), "");
    Awaitility.await("all is told")
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(journal())
                    .contains("\"STREAM_SLOWED\"", "\"STREAM_SUSPENDED\"", "\"STREAM_RESUMED\""));
  }

  /** Recipients of their own each, for some of them are suppressed by what happens here. */
  private int hand(String word, int mails) throws Exception {
    String tag = Long.toString(System.nanoTime(), 36);
    String batch =
        IntStream.range(0, mails)
            .mapToObj(
                n ->
                    "{\"from\":\"al@sender.test\",\"to\":\"%s+%s%d@simulator.test\","
                            .formatted(word, tag, n)
                        + "\"subject\":\"news\",\"text\":\"news\",\"stream\":\"news\"}")
            .collect(Collectors.joining(",", "[", "]"));
    return door.send("POST", "/api/v1/messages", batch, token).statusCode();
  }

  private JsonObject brake(String kind) throws Exception {
    Awaitility.await("a brake of the relay's own: " + kind)
        .atMost(PATIENCE)
        .until(() -> find(kind).isPresent());
    return find(kind).orElseThrow();
  }

  private Optional<JsonObject> find(String kind) throws Exception {
    return ControlJson.read(admin.ask("GET", BRAKES, "").body())
        .getJsonArray("brakes")
        .getValuesAs(JsonValue::asJsonObject)
        .stream()
        .filter(brake -> brake.getString("kind").equals(kind))
        .filter(brake -> brake.getString("author").equals("system"))
        .filter(brake -> brake.getJsonObject("match").getString("stream", "").equals("news"))
        .findFirst();
  }

  private String journal() throws IOException {
    List<Path> files;
    try (var all = Files.walk(journal)) {
      files = all.filter(file -> file.toString().endsWith(".jsonl")).toList();
    }
    StringBuilder text = new StringBuilder();
    for (Path file : files) {
      text.append(Files.readString(file));
    }
    return text.toString();
  }
}
