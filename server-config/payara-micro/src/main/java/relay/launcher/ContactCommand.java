package relay.launcher;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.function.Supplier;
import relay.domain.control.ControlJson;
import relay.domain.mail.MailOwner;

/** Looks at the contacts of a tenant and changes them. */
final class ContactCommand implements Subcommand {
  private static final Set<String> OWN_FIELDS = Set.of("address", "locale", "zone");
  private static final Set<String> CONDITIONS =
      Set.of("--domain", "--list", "--state", "--limit", "--cursor");
  private static final Set<String> PROOF =
      Set.of("--source", "--at", "--ip", "--wording", "--origin");
  private static final Map<String, Integer> WORDS_MIN =
      Map.of(
          "list", 0, "show", 1, "create", 1, "set", 2, "delete", 1, "consent", 3, "proofs", 1,
          "segment", 1, "ask", 2, "asked", 2);
  private final Supplier<ApiClient> relay;
  private final ContactFileVerbs files;

  /**
   * @param in where a file called {@code -} is read
   */
  ContactCommand(InputStream in, Supplier<ApiClient> relay) {
    this.relay = relay;
    this.files = new ContactFileVerbs(in, relay);
  }

  @Override
  public String usage() {
    return "contact list|show|create|set|delete|consent|proofs|ask|asked|segment|import|imports|export"
        + "   whom a tenant writes to";
  }

  @Override
  public String help() {
    return Usage.of(this)
        + """

        list | show|create|set|delete|proofs ADDRESS | consent ADDRESS LIST STATE | segment ID
        ask ADDRESS LIST (a mail to confirm, once more) | asked ADDRESS LIST (what became of those mails)
        import FILE | imports | import-report|import-stop ID | export

        options
          --tenant T                            whose contacts; without it those of tenant default
          --list L --state S --domain D         of list: pending, confirmed or unsubscribed
          --limit N --cursor C                  of list: a page; of segment: how many are shown
          --format csv|jsonl                    of import and export
          --map COLUMN=FIELD,... --separator S  of import: what columns say; comma, semicolon or tab
          --merge keep|overwrite|fill-empty     of import: what becomes of who is there
          --origin TEXT --wording V             of import with --list: where and to which text they agreed
          --leave-roles --dry-run               of import: without postmaster@ and such; a report only
          --source api|form --at TIME --ip IP --wording V     of consent: its proof

        create and set take NAME=VALUE: locale, zone, and attributes by their names; null takes away
        """;
  }

  @Override
  public List<String> examples() {
    return List.of(
        "contact create ann@example.org --tenant acme locale=de born=1984-05-01",
        "contact set ann@example.org --tenant acme vip=true tags=a,b zone=null",
        "contact list --tenant acme --list news --state confirmed",
        "contact consent ann@example.org news confirmed --tenant acme --source form"
            + " --ip 192.0.2.7 --wording v3",
        "contact proofs ann@example.org --tenant acme",
        "contact ask ann@example.org news --tenant acme",
        "contact segment readers --tenant acme --limit 20",
        "contact import people.csv --tenant acme --list news --origin \"fair 2026\" --wording v3 --dry-run",
        "contact imports --tenant acme",
        "contact import-report 17 --tenant acme >report.csv",
        "contact export --tenant acme --list news --state confirmed >news.csv",
        "contact delete ann@example.org --tenant acme");
  }

  @Override
  public int run(List<String> line, Console console) {
    if (!line.isEmpty() && ContactFileVerbs.VERBS.contains(line.get(0))) {
      return files.run(line, console);
    }
    Set<String> options = new java.util.HashSet<>(CONDITIONS);
    options.addAll(PROOF);
    options.add("--tenant");
    Arguments arguments = Arguments.of(line, options, Set.of("--json"));
    List<String> words = arguments.words();
    String verb = words.isEmpty() ? "" : words.get(0);
    int least = WORDS_MIN.getOrDefault(verb, Integer.MAX_VALUE);
    boolean takesMore = verb.equals("create") || verb.equals("set");
    if (words.size() - 1 < least || !takesMore && words.size() - 1 > least) {
      throw new Refusal(Refusal.USAGE, "what about whom? relay " + usage());
    }
    return switch (verb) {
      case "list" -> list(arguments, console);
      case "create" -> create(words, arguments, console);
      case "set" -> set(words, arguments, console);
      case "consent" -> consent(words, arguments, console);
      case "segment" -> segment(words.get(1), arguments, console);
      case "ask" -> ask(words, arguments, console);
      case "asked" -> asked(words, arguments, console);
      case "proofs" -> proofs(words.get(1), arguments, console);
      case "delete" -> {
        relay.get().delete(one(words.get(1), arguments));
        console.say("No contact any more; the proofs of its consents stay for a while.");
        yield 0;
      }
      default -> {
        tell(relay.get().get(one(words.get(1), arguments)), arguments, console);
        yield 0;
      }
    };
  }

  private static String tenant(Arguments arguments) {
    return "api/v1/tenants/"
        + ApiClient.part(arguments.option("--tenant").orElse(MailOwner.DEFAULT_TENANT));
  }

  private static String path(Arguments arguments) {
    return tenant(arguments) + "/contacts";
  }

  /** Path of the contact of an address, or of this id. */
  private String one(String which, Arguments arguments) {
    if (which.indexOf('@') < 0) {
      return path(arguments) + "/" + ApiClient.part(which);
    }
    var found =
        relay
            .get()
            .get(path(arguments) + "?address=" + ApiClient.part(which))
            .getJsonArray("contacts");
    if (found.isEmpty()) {
      throw new Refusal(Refusal.NOT_FOUND, "there is no contact of address " + which);
    }
    return path(arguments) + "/" + found.getJsonObject(0).getString("id");
  }

  private int list(Arguments arguments, Console console) {
    var query = new Query().given(arguments, new TreeSet<>(CONDITIONS));
    JsonObject answer = relay.get().get(path(arguments) + query);
    if (arguments.has("--json")) {
      console.say(answer.toString());
      return 0;
    }
    var table = new Table("ID", "ADDRESS", "LOCALE", "ZONE", "CONSENTS");
    for (var value : answer.getJsonArray("contacts")) {
      JsonObject contact = value.asJsonObject();
      table.row(
          contact.getString("id"),
          contact.getString("address"),
          contact.getString("locale", ""),
          contact.getString("zone", ""),
          consents(contact));
    }
    table.lines().forEach(console::say);
    if (answer.containsKey("next_cursor")) {
      console.say("There are more: --cursor " + answer.getString("next_cursor"));
    }
    return 0;
  }

  private static String consents(JsonObject contact) {
    var text = new StringJoiner(", ");
    contact
        .getJsonObject("consents")
        .keySet()
        .forEach(list -> text.add(list + " " + contact.getJsonObject("consents").getString(list)));
    return text.toString();
  }

  private int create(List<String> words, Arguments arguments, Console console) {
    JsonObjectBuilder document = document(words.subList(2, words.size()), arguments);
    document.add("address", words.get(1));
    tell(relay.get().post(path(arguments), document.build()), arguments, console);
    return 0;
  }

  private int set(List<String> words, Arguments arguments, Console console) {
    JsonObject patch = document(words.subList(2, words.size()), arguments).build();
    tell(relay.get().patch(one(words.get(1), arguments), patch, Map.of()), arguments, console);
    return 0;
  }

  /** What NAME=VALUE words say, each attribute by its declared type. */
  private JsonObjectBuilder document(List<String> words, Arguments arguments) {
    JsonObjectBuilder out = ControlJson.object();
    JsonObjectBuilder attributes = ControlJson.object();
    Map<String, String> types = words.isEmpty() ? Map.of() : types(arguments);
    for (String word : words) {
      int at = word.indexOf('=');
      if (at < 1) {
        throw new Refusal(Refusal.USAGE, "'" + word + "' is no NAME=VALUE");
      }
      String name = word.substring(0, at);
      String value = word.substring(at + 1);
      if (OWN_FIELDS.contains(name)) {
        out.add(name, value.equals("null") ? JsonValue.NULL : ObjectField.text(value));
      } else {
        attributes.add(name, typed(types.getOrDefault(name, "text")).value(value));
      }
    }
    return out.add("attributes", attributes);
  }

  private static ObjectField typed(String type) {
    return new ObjectField(
        "value",
        switch (type) {
          case "number" -> ObjectField.Type.NUMBER;
          case "boolean" -> ObjectField.Type.YES_NO;
          case "list" -> ObjectField.Type.LIST;
          default -> ObjectField.Type.TEXT;
        },
        "");
  }

  private Map<String, String> types(Arguments arguments) {
    Map<String, String> types = new HashMap<>();
    relay
        .get()
        .get(tenant(arguments) + "/attributes")
        .getJsonArray("attributes")
        .forEach(
            each ->
                types.put(
                    each.asJsonObject().getString("id"), each.asJsonObject().getString("type")));
    return types;
  }

  private int consent(List<String> words, Arguments arguments, Console console) {
    JsonObjectBuilder wish = ControlJson.object().add("state", words.get(3));
    PROOF.forEach(
        option -> arguments.option(option).ifPresent(text -> wish.add(option.substring(2), text)));
    String path = one(words.get(1), arguments) + "/consents/" + ApiClient.part(words.get(2));
    JsonObject answer = relay.get().put(path, wish.build());
    console.say(
        arguments.has("--json")
            ? answer.toString()
            : words.get(1)
                + (answer.getBoolean("changed") ? " is now " : " was already ")
                + answer.getString("state")
                + " on list "
                + words.get(2)
                + ".");
    return 0;
  }

  private String asking(List<String> words, Arguments arguments) {
    return one(words.get(1), arguments)
        + "/consents/"
        + ApiClient.part(words.get(2))
        + "/confirmation";
  }

  private int ask(List<String> words, Arguments arguments, Console console) {
    relay.get().post(asking(words, arguments), ControlJson.object().build());
    console.say("A mail that asks to confirm goes out within seconds.");
    return 0;
  }

  private int asked(List<String> words, Arguments arguments, Console console) {
    JsonObject answer = relay.get().get(asking(words, arguments));
    if (arguments.has("--json")) {
      console.say(answer.toString());
      return 0;
    }
    var table = new Table("ASKED", "SENT", "DUE", "MESSAGE", "PROBLEM");
    for (var value : answer.getJsonArray("confirmations")) {
      JsonObject mail = value.asJsonObject();
      table.row(
          mail.getString("asked_at"),
          mail.getString("sent_at", ""),
          mail.getString("due_at", ""),
          mail.getString("message", ""),
          mail.getString("problem", ""));
    }
    table.lines().forEach(console::say);
    return 0;
  }

  private int proofs(String which, Arguments arguments, Console console) {
    JsonObject answer = relay.get().get(one(which, arguments) + "/consents");
    if (arguments.has("--json")) {
      console.say(answer.toString());
      return 0;
    }
    var table = new Table("AT", "LIST", "STATE", "SOURCE", "IP", "WORDING");
    for (var value : answer.getJsonArray("consents")) {
      JsonObject proof = value.asJsonObject();
      table.row(
          proof.getString("at"),
          proof.getString("list"),
          proof.getString("state"),
          proof.getString("source"),
          proof.getString("ip", ""),
          proof.getString("wording", ""));
    }
    table.lines().forEach(console::say);
    return 0;
  }

  private int segment(String id, Arguments arguments, Console console) {
    JsonObject answer =
        relay
            .get()
            .get(
                tenant(arguments)
                    + "/segments/"
                    + ApiClient.part(id)
                    + "/contacts"
                    + arguments.option("--limit").map(n -> "?sample=" + n).orElse(""));
    if (arguments.has("--json")) {
      console.say(answer.toString());
      return 0;
    }
    console.say(answer.getJsonNumber("count") + " contacts; those made last:");
    answer
        .getJsonArray("sample")
        .forEach(each -> console.say("  " + each.asJsonObject().getString("address")));
    return 0;
  }

  private static void tell(JsonObject contact, Arguments arguments, Console console) {
    if (arguments.has("--json")) {
      console.say(contact.toString());
      return;
    }
    console.say("contact " + contact.getString("id") + " " + contact.getString("address"));
    for (String name : List.of("locale", "zone")) {
      if (contact.containsKey(name)) {
        console.say("  " + name + " " + contact.getString(name));
      }
    }
    contact
        .getJsonObject("attributes")
        .forEach((name, value) -> console.say("  " + name + " " + value));
    if (!contact.getString("frequency", "normal").equals("normal")) {
      console.say("  frequency " + contact.getString("frequency"));
    }
    if (!contact.getJsonObject("consents").isEmpty()) {
      console.say("  lists " + consents(contact));
    }
  }
}
