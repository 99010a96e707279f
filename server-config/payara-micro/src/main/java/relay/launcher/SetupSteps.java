package relay.launcher;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import relay.domain.control.ControlJson;

/**
 * Makes what a wish needs and is not there, one step after the other; telling each. Nothing that is
 * there is changed but the route.
 */
final class SetupSteps {
  private static final String SMARTHOST = "smarthost";
  private final SetupWish wish;
  private final Doors doors;
  private final Console console;
  private final ApiClient relay;

  /**
   * Ways to the relay.
   *
   * @param api over HTTP
   * @param mail hands in a test mail; gives the last reply
   */
  record Doors(Supplier<ApiClient> api, Function<SetupWish, String> mail) {}

  SetupSteps(SetupWish wish, Doors doors, Console console) {
    this.wish = wish;
    this.doors = doors;
    this.console = console;
    this.relay = doors.api().get();
  }

  int run() {
    tenant();
    wish.stream().ifPresent(this::stream);
    domain();
    credential();
    route();
    keys();
    boolean isReady = records();
    int exitCode = new SetupMail(relay, wish, doors.mail(), console).sendAndFollow();
    if (!isReady) {
      console.say("Left to do: publish the records above, then call relay setup again");
    }
    return exitCode;
  }

  private void tenant() {
    make("Tenant", ObjectKind.TENANT, wish.tenant(), ControlJson.object());
  }

  private void stream(String name) {
    make("Stream", ObjectKind.STREAM, name, ControlJson.object().add("lane", "transactional"));
  }

  private void domain() {
    make("Domain", ObjectKind.DOMAIN, wish.domain(), ControlJson.object());
    try {
      relay.post(ObjectKind.DOMAIN.path(wish.tenant(), wish.domain()) + "/verify", null);
      console.say("  verified: tenant " + wish.tenant() + " may send from it");
    } catch (Refusal e) {
      if (e.exitCode() != Refusal.REFUSED && e.exitCode() != Refusal.DOWN) {
        throw e;
      }
      console.say("  not verified yet: " + e.getMessage());
    }
  }

  private void credential() {
    var made =
        make(
            "Credential",
            ObjectKind.CREDENTIAL,
            wish.credential(),
            ControlJson.object().add("kind", "smtp-user").add("login_name", wish.login()));
    if (made.isPresent() && made.get().containsKey("password")) {
      console.say("  login name: " + wish.login());
      console.say("  password:   " + made.get().getString("password"));
      console.say("  It is shown once and kept nowhere: put it where it is used, now.");
    } else {
      console.say(
          "  a new password: relay credential set "
              + wish.credential()
              + " --tenant "
              + wish.tenant()
              + " password=-");
    }
  }

  /** What was made; empty when it was there. */
  private Optional<JsonObject> make(
      String title, ObjectKind kind, String id, JsonObjectBuilder fields) {
    console.say(title + " " + id);
    try {
      relay.get(kind.path(wish.tenant(), id));
      console.say("  is there");
      return Optional.empty();
    } catch (Refusal e) {
      if (e.exitCode() != Refusal.NOT_FOUND) {
        throw e;
      }
    }
    JsonObject made = relay.post(kind.path(wish.tenant()), fields.add("id", id).build());
    console.say("  is made");
    return Optional.of(made);
  }

  /** By the route that the relay would take now: a route of the recipient's domain may decide. */
  private void route() {
    console.say("Route " + wish.route());
    JsonObject step = step("route");
    if (isAsWished(step.getString("says", ""))) {
      console.say("  " + step.getString("says"));
      return;
    }
    JsonObjectBuilder settings = ControlJson.object();
    boolean isPlain = SetupWish.isPlainRoute(wish.route());
    settings.add("route.default", isPlain ? wish.route() : SMARTHOST);
    if (!isPlain) {
      settings.add("route." + SMARTHOST + ".hosts", wish.route());
    }
    JsonObject wished = settings.build();
    try {
      relay.patch("api/v1/settings", wished, java.util.Map.of());
      console.say("  is set: " + String.join(", ", lines(wished)));
    } catch (Refusal e) {
      if (e.exitCode() != Refusal.NOT_FOUND && e.exitCode() != Refusal.REFUSED) {
        throw e;
      }
      console.say("  not set: " + e.getMessage());
      console.say("  now " + step.getString("says", "nothing is known of a route"));
      console.say(
          "  Put this into the settings file, and start the relay again with --settings FILE:");
      lines(wished).forEach(line -> console.say("    " + line));
    }
  }

  private boolean isAsWished(String says) {
    return switch (wish.route()) {
      case "mx" -> says.contains("mail exchangers");
      case "sandbox" -> says.contains("sandbox");
      default -> isTried(step("hosts").getString("says", ""));
    };
  }

  /** Whether it is among these hosts, each told by name, address and port. */
  private boolean isTried(String hosts) {
    int colon = wish.route().lastIndexOf(':');
    boolean hasPort = wish.route().matches(".*[^:]:\\d+") && !wish.route().endsWith("]");
    String host = hasPort ? wish.route().substring(0, colon) : wish.route();
    String port = hasPort ? wish.route().substring(colon) : "";
    return hosts.contains(host.replaceAll("[\\[\\]]", ""))
        && Arrays.stream(hosts.split("[ ,;]+")).anyMatch(word -> word.endsWith(port));
  }

  private static List<String> lines(JsonObject settings) {
    return settings.keySet().stream().map(k -> k + " = " + settings.getString(k)).toList();
  }

  /** The keys of the domain, made when there are none; what to publish of them shows below. */
  private void keys() {
    console.say("DKIM keys of " + wish.domain());
    String path = ObjectKind.DOMAIN.path(wish.tenant(), wish.domain()) + "/keys";
    JsonObject answer = relay.get(path);
    if (answer.getJsonArray("keys").isEmpty()) {
      answer = relay.post(path, ControlJson.object().build());
    }
    for (JsonObject key : answer.getJsonArray("keys").getValuesAs(JsonObject.class)) {
      console.say(
          String.format(
              "  %s, %s: %s",
              key.getString("selector"), key.getString("algorithm"), key.getString("state")));
    }
  }

  /**
   * What the domain publishes in the DNS, what it should, and what to write; whether it is all that
   * mail needs.
   */
  private boolean records() {
    console.say("DNS of " + wish.domain());
    try {
      return new DomainKeyCommand(() -> relay)
              .run(List.of("records", wish.domain(), "--tenant", wish.tenant()), console)
          == 0;
    } catch (Refusal e) {
      if (e.exitCode() != Refusal.DOWN) {
        throw e;
      }
      console.say("  could not be looked up: " + e.getMessage());
      return false;
    }
  }

  /** What the relay says of one topic of the test mail; an empty object when it says nothing. */
  private JsonObject step(String topic) {
    JsonObject question =
        ControlJson.object()
            .add("from", wish.sender())
            .add("to", ControlJson.array().add(wish.recipient()))
            .build();
    JsonObject answer = relay.post("api/v1/explain", question);
    List<JsonValue> all = new java.util.ArrayList<>();
    if (answer.containsKey("door")) {
      all.addAll(answer.getJsonArray("door"));
    }
    answer
        .getJsonArray("recipients")
        .forEach(r -> all.addAll(r.asJsonObject().getJsonArray("steps")));
    return all.stream()
        .map(JsonValue::asJsonObject)
        .filter(step -> step.getString("topic").equals(topic))
        .findFirst()
        .orElse(JsonValue.EMPTY_JSON_OBJECT);
  }
}
