package relay.launcher;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlKinds;

/**
 * Lists, shows, makes, changes and deletes the objects of one kind: the same words for all kinds,
 * over the one API they share.
 */
final class ObjectCommand implements Subcommand {
  private static final Set<String> OPTIONS =
      Set.of("--tenant", "--q", "--limit", "--file", "--if-version");
  private static final Set<String> FLAGS = Set.of("--json", "--dry-run");
  private static final Set<String> ROUTE_FLAGS = Set.of("--json", "--dry-run", "--connect");
  private static final String PLATFORM = "--platform";
  private static final Set<String> SHARED_FLAGS = Set.of("--json", "--dry-run", PLATFORM);
  private static final int LIMIT_DEFAULT = 1000;

  private final ObjectKind kind;
  private final InputStream in;
  private final Supplier<ApiClient> relay;

  ObjectCommand(ObjectKind kind, InputStream in, Supplier<ApiClient> relay) {
    this.kind = kind;
    this.in = in;
    this.relay = relay;
  }

  @Override
  public String usage() {
    return kind.word()
        + " list|show|create|set|delete"
        + (kind == ObjectKind.DOMAIN ? "|verify" : "")
        + (kind == ObjectKind.WEBHOOK ? "|" + String.join("|", WebhookVerbs.WORDS) : "")
        + (kind == ObjectKind.TEMPLATE ? "|" + String.join("|", TemplateVerbs.WORDS) : "")
        + (isCampaign() ? "|" + String.join("|", CampaignVerbs.WORDS) : "")
        + (isAutomation() ? "|" + String.join("|", AutomationVerbs.WORDS) : "")
        + (isSeries() ? "|" + String.join("|", SeriesVerbs.WORDS) : "")
        + (kind == ObjectKind.ROUTE ? "|test|" + String.join("|", RouteVerbs.WORDS) : "")
        + (kind == ObjectKind.WARM_UP ? "|" + String.join("|", WarmUpVerbs.WORDS) : "")
        + " [ID] [NAME=VALUE...]   "
        + kind.says();
  }

  @Override
  public String help() {
    return new ObjectHelp(kind).page();
  }

  @Override
  public int run(List<String> line, Console console) {
    Arguments arguments = Arguments.of(line, OPTIONS, flags());
    if (arguments.words().isEmpty()) {
      throw new Refusal(
          Refusal.USAGE,
          "what of it? list, show, create, set or delete; relay "
              + kind.word()
              + " --help tells more");
    }
    String verb = arguments.words().get(0);
    List<String> words = arguments.words().subList(1, arguments.words().size());
    Call call = new Call(relay.get(), tenant(arguments), arguments);
    OptionalInt done = ownVerb(verb, words, call, console);
    if (done.isPresent()) {
      return done.getAsInt();
    }
    switch (verb) {
      case "list" -> list(call, words, console);
      case "show" -> show(call, only(words), console);
      case "create" -> create(call, words, console);
      case "set" -> set(call, words, console);
      case "delete" -> delete(call, only(words), console);
      case "verify" -> verify(call, only(words), console);
      default ->
          throw new Refusal(
              Refusal.USAGE,
              "there is no "
                  + kind.word()
                  + " "
                  + verb
                  + "; choose list, show, create, set, delete");
    }
    return 0;
  }

  /** What only objects of this kind can do; empty: it is no such verb. */
  private OptionalInt ownVerb(String verb, List<String> words, Call call, Console console) {
    boolean json = call.arguments.has("--json");
    if (kind == ObjectKind.WARM_UP && WarmUpVerbs.WORDS.contains(verb)) {
      new WarmUpVerbs(call.relay, json).run(verb, words, console);
      return OptionalInt.of(0);
    }
    if (kind == ObjectKind.ROUTE && verb.equals("test")) {
      return OptionalInt.of(new RouteTrial(call.relay, call.arguments).run(words, console));
    }
    if (kind == ObjectKind.ROUTE && RouteVerbs.WORDS.contains(verb)) {
      return OptionalInt.of(new RouteVerbs(call.relay, json).run(verb, words, console));
    }
    return verbOfOne(verb, words, call, console);
  }

  /** The same for verbs whose first word is the id of one. */
  private OptionalInt verbOfOne(String verb, List<String> words, Call call, Console console) {
    boolean json = call.arguments.has("--json");
    Supplier<String> path =
        () -> kind.path(call.tenant, only(words.subList(0, Math.min(1, words.size()))));
    List<String> rest = words.subList(Math.min(1, words.size()), words.size());
    if (kind == ObjectKind.WEBHOOK && WebhookVerbs.WORDS.contains(verb)) {
      var verbs = new WebhookVerbs(call.relay, json);
      return OptionalInt.of(verbs.run(verb, words, path.get(), console));
    }
    if (kind == ObjectKind.TEMPLATE && TemplateVerbs.WORDS.contains(verb)) {
      var verbs = new TemplateVerbs(call.relay, call.arguments, in);
      return OptionalInt.of(verbs.run(verb, rest, path.get(), console));
    }
    if (isCampaign() && CampaignVerbs.WORDS.contains(verb)) {
      new CampaignVerbs(call.relay, json).run(verb, rest, path.get(), console);
      return OptionalInt.of(0);
    }
    if (isAutomation() && AutomationVerbs.WORDS.contains(verb)) {
      new AutomationVerbs(call.relay, json).run(verb, rest, path.get(), console);
      return OptionalInt.of(0);
    }
    if (isSeries() && SeriesVerbs.WORDS.contains(verb)) {
      new SeriesVerbs(call.relay, json).run(verb, rest, path.get(), console);
      return OptionalInt.of(0);
    }
    return OptionalInt.empty();
  }

  private Set<String> flags() {
    if (kind == ObjectKind.ROUTE) {
      return ROUTE_FLAGS;
    }
    return kind.mayBeOfPlatform() ? SHARED_FLAGS : FLAGS;
  }

  private String tenant(Arguments arguments) {
    if (!arguments.has(PLATFORM)) {
      return arguments.option("--tenant").orElse(kind.usualTenant());
    }
    if (arguments.option("--tenant").isPresent()) {
      throw new Refusal(Refusal.USAGE, "it is of a tenant or of the platform: leave one out");
    }
    return "";
  }

  private boolean isAutomation() {
    return kind.word().equals("automation");
  }

  private boolean isSeries() {
    return kind.word().equals("series");
  }

  private boolean isCampaign() {
    return kind.word().equals("campaign");
  }

  /** What is asked of which relay. */
  private record Call(ApiClient relay, String tenant, Arguments arguments) {
    boolean isDry() {
      return arguments.has("--dry-run");
    }

    String trial() {
      return isDry() ? "?dry-run=true" : "";
    }

    Map<String, String> condition(String version) {
      String wanted = arguments.option("--if-version").orElse(version);
      return wanted.isEmpty() ? Map.of() : Map.of("If-Match", "\"" + wanted + "\"");
    }
  }

  private void list(Call call, List<String> words, Console console) {
    var conditions = new ArrayList<String>();
    call.arguments.option("--q").ifPresent(q -> conditions.add("q=" + ApiClient.part(q)));
    for (String word : words) {
      String[] filter = word.split("=", 2);
      if (filter.length != 2) {
        throw new Refusal(Refusal.USAGE, "'" + word + "' is no NAME=VALUE to narrow the list by");
      }
      conditions.add(filter[0] + '=' + ApiClient.part(filter[1]));
    }
    String query = conditions.isEmpty() ? "" : "?" + String.join("&", conditions);
    int limit = call.arguments.number("--limit", LIMIT_DEFAULT);
    JsonObject answer =
        new Pages(call.relay).read(kind.path(call.tenant) + query, kind.listName(), limit);
    if (call.arguments.has("--json")) {
      console.say(answer.toString());
      return;
    }
    print(answer.getJsonArray(kind.listName()), console);
    Pages.tellOfMore(answer, console);
  }

  private void print(JsonArray objects, Console console) {
    var table =
        new Table(
            kind.columns().stream()
                .map(c -> c.replace('_', ' ').toUpperCase(java.util.Locale.ROOT))
                .toArray(String[]::new));
    for (JsonValue object : objects) {
      table.row(
          kind.columns().stream()
              .map(c -> ObjectText.field(object.asJsonObject(), c))
              .map(text -> text.isEmpty() ? "-" : text)
              .toArray(String[]::new));
    }
    table.lines().forEach(console::say);
  }

  private void show(Call call, String id, Console console) {
    print(call.relay.get(kind.path(call.tenant, id)), call, console);
  }

  private void create(Call call, List<String> words, Console console) {
    boolean named = !words.isEmpty() && words.get(0).indexOf('=') < 0;
    JsonObject fields = document(call, named ? words.subList(1, words.size()) : words);
    JsonObjectBuilder body = ControlJson.object();
    fields.forEach(body::add);
    if (named) {
      body.add("id", words.get(0));
    }
    JsonObject answer = call.relay.post(kind.path(call.tenant) + call.trial(), body.build());
    if (call.isDry() || call.arguments.has("--json")) {
      answered(answer, call, console);
      return;
    }
    console.say(name(answer.getString("id")) + " is made");
    print(answer, call, console);
    if (kind == ObjectKind.DOMAIN) {
      console.say(
          "Publish the record above in the DNS, then: relay domain verify "
              + answer.getString("id")
              + " --tenant "
              + call.tenant);
    }
  }

  private void set(Call call, List<String> words, Console console) {
    if (words.isEmpty() || words.get(0).indexOf('=') > 0) {
      throw new Refusal(Refusal.USAGE, "which one? relay " + kind.word() + " set ID NAME=VALUE...");
    }
    JsonObject patch = document(call, words.subList(1, words.size()));
    if (patch.isEmpty()) {
      throw new Refusal(
          Refusal.USAGE,
          "what shall be set? relay " + kind.word() + " set " + words.get(0) + " NAME=VALUE...");
    }
    // A file that came from show says which version it was: then nobody's change is overwritten.
    JsonValue version = patch.get("version");
    Map<String, String> condition =
        call.condition(version == null || "0".equals(version.toString()) ? "" : version.toString());
    JsonObject answer =
        call.relay.patch(kind.path(call.tenant, words.get(0)) + call.trial(), patch, condition);
    if (!call.isDry() && !call.arguments.has("--json")) {
      console.say(name(words.get(0)) + " is changed");
    }
    answered(answer, call, console);
  }

  private void delete(Call call, String id, Console console) {
    JsonObject answer =
        call.relay.delete(kind.path(call.tenant, id) + call.trial(), call.condition(""));
    if (call.arguments.has("--json")) {
      console.say(answer.toString());
    } else if (answer.containsKey("dry_run")) {
      console.say(name(id) + " would be deleted. Nothing was changed.");
    } else {
      console.say(name(id) + (call.isDry() ? " is not there" : " is deleted"));
    }
  }

  private void verify(Call call, String id, Console console) {
    if (kind != ObjectKind.DOMAIN) {
      throw new Refusal(Refusal.USAGE, "only a domain is verified");
    }
    JsonObject answer = call.relay.post(kind.path(call.tenant, id) + "/verify", null);
    if (!call.arguments.has("--json")) {
      console.say(name(id) + " is verified: tenant " + call.tenant + " may send from it");
      return;
    }
    console.say(answer.toString());
  }

  private void answered(JsonObject answer, Call call, Console console) {
    if (call.isDry() && !call.arguments.has("--json")) {
      JsonObject after = answer.getJsonObject("after");
      JsonArray changed = answer.getJsonArray("changed");
      if (answer.getString("action").equals("none")) {
        console.say(name(after.getString("id")) + " is so already: nothing would change.");
        return;
      }
      console.say(
          "This would "
              + answer.getString("action")
              + " "
              + name(after.getString("id"))
              + (changed.isEmpty() ? ", and change no field" : ":"));
      JsonObject before = answer.getJsonObject("before");
      for (JsonValue each : changed) {
        String field = ((jakarta.json.JsonString) each).getString();
        console.say("  " + field + ": " + part(before, field) + " -> " + part(after, field));
      }
      console.say("Nothing was changed.");
    } else {
      print(answer, call, console);
    }
  }

  private static String part(JsonObject object, String field) {
    JsonValue value = object == null ? null : object.get(field);
    if (value == null) {
      return "(none)";
    }
    return value instanceof JsonObject inner ? inner.toString() : ObjectText.field(object, field);
  }

  private void print(JsonObject object, Call call, Console console) {
    if (call.arguments.has("--json")) {
      console.say(object.toString());
      return;
    }
    List<String> secrets = kind.secrets().stream().filter(s -> isShown(object, s)).toList();
    JsonObjectBuilder open = ControlJson.object();
    object.forEach(
        (name, value) -> {
          if (!secrets.contains(name)) {
            open.add(name, value);
          }
        });
    ObjectText.lines(open.build()).forEach(console::say);
    for (String secret : secrets) {
      console.say(secret + ": " + object.getString(secret));
    }
    if (!secrets.isEmpty()) {
      console.say("This is shown once and kept nowhere: put it where it is used, now.");
    }
  }

  /** What is masked was shown before. */
  private static boolean isShown(JsonObject object, String secret) {
    return object.containsKey(secret) && !object.getString(secret).equals(ControlKinds.MASK);
  }

  private JsonObject document(Call call, List<String> words) {
    return new ObjectWords(kind, in).document(words, call.arguments.option("--file").orElse(""));
  }

  private String name(String id) {
    return kind.word() + " " + id;
  }

  private String only(List<String> words) {
    if (words.size() != 1) {
      throw new Refusal(Refusal.USAGE, "name one " + kind.word() + " by its id");
    }
    return words.get(0);
  }
}
