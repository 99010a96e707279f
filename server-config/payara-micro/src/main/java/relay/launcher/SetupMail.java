package relay.launcher;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Sends a test mail and follows it until it is delivered, given up, or has to wait. */
final class SetupMail {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LOOK = Duration.ofMillis(500);
  private final ApiClient relay;
  private final SetupWish wish;
  private final Function<SetupWish, String> door;
  private final Console console;

  SetupMail(ApiClient relay, SetupWish wish, Function<SetupWish, String> door, Console console) {
    this.relay = relay;
    this.wish = wish;
    this.door = door;
    this.console = console;
  }

  /** 0 when it was delivered. */
  int sendAndFollow() {
    console.say("Test mail from " + wish.sender() + " to " + wish.recipient());
    String reply = door.apply(wish);
    console.say("  accepted: " + reply);
    String id = reply.substring(reply.lastIndexOf(' ') + 1);
    Optional<JsonObject> story = follow(id);
    String state = story.map(SetupMail::state).orElse("not on record yet");
    console.say("  " + state + story.map(SetupMail::reply).orElse(""));
    if (state.equals("delivered")) {
      console.say("  its story: relay message show " + id);
      return 0;
    }
    if (story.isPresent()) {
      ExplainText.lines(relay.get("api/v1/messages/" + ApiClient.part(id) + "/explain"))
          .forEach(line -> console.say("  " + line));
    }
    return Refusal.FAILED;
  }

  private Optional<JsonObject> follow(String id) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    Optional<JsonObject> story = Optional.empty();
    while (System.nanoTime() - end < 0) {
      story = story(id);
      if (story.filter(s -> !state(s).equals("queued")).isPresent()) {
        return story;
      }
      pause();
    }
    return story;
  }

  /** The view of the mails lags behind by a second or two. */
  private Optional<JsonObject> story(String id) {
    try {
      return Optional.of(relay.get("api/v1/messages/" + ApiClient.part(id)));
    } catch (Refusal e) {
      if (e.exitCode() == Refusal.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static String state(JsonObject story) {
    List<JsonObject> recipients = story.getJsonArray("recipients").getValuesAs(JsonObject.class);
    return recipients.isEmpty() ? "queued" : recipients.get(0).getString("state");
  }

  private static String reply(JsonObject story) {
    List<JsonObject> recipients = story.getJsonArray("recipients").getValuesAs(JsonObject.class);
    String reply = recipients.isEmpty() ? "" : recipients.get(0).getString("reply", "");
    return reply.isEmpty() ? "" : ": " + reply;
  }

  private static void pause() {
    try {
      // nobody counts it down: a wait with an end
      new CountDownLatch(1).await(LOOK.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal(Refusal.FAILED, "interrupted");
    }
  }
}
