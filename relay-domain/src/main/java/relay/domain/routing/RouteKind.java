package relay.domain.routing;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.regex.Pattern;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlKind;
import relay.domain.control.ControlState;
import relay.domain.control.Fields;
import relay.domain.control.InvalidField;
import relay.domain.control.Refusal;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Lane;
import relay.domain.secret.SecretBox;
import relay.domain.tenancy.ShortName;
import relay.domain.tenancy.Stream;
import relay.domain.tenancy.TenancyKinds;

/** Routes as control objects. They belong to the platform. */
public final class RouteKind implements ControlKind<MailRoute> {
  public static final RouteKind ROUTE = new RouteKind();

  /** Sealed, by the name of the target. */
  public static final String PASSWORDS = "passwords";

  /** Names that say where settings lead. */
  private static final Set<String> TAKEN = Set.of("mx", "sandbox", "default");

  private static final int ORDER = 100;
  private static final int ORDER_MAX = 1_000_000;
  private static final int TARGETS_MAX = 50;
  private static final int HEADERS_MAX = 20;
  private static final long SIZE_MAX = 1L << 40;
  private static final Pattern STREAM =
      Pattern.compile("([a-z0-9-]{1,64}/)?[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?");
  private static final Pattern WORD = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

  private RouteKind() {}

  @Override
  public String name() {
    return MailRoute.KIND;
  }

  @Override
  public Class<MailRoute> type() {
    return MailRoute.class;
  }

  @Override
  public boolean isOfPlatform() {
    return true;
  }

  @Override
  public Set<String> secretFields() {
    return Set.of(PASSWORDS);
  }

  @Override
  public MailRoute resealed(MailRoute route, BinaryOperator<String> renewal) {
    Map<String, String> renewed = new TreeMap<>();
    route
        .passwords()
        .forEach(
            (target, text) ->
                renewed.put(target, renewal.apply(text, MailRoute.place(route.key(), target))));
    return renewed.equals(route.passwords())
        ? route
        : new MailRoute(
            route.id(), route.version(), route.order(), route.when(), route.targets(), renewed);
  }

  @Override
  public MailRoute read(ControlKey key, long version, JsonObject json) {
    Fields fields = new Fields(json);
    try {
      ShortName.of(key.id());
    } catch (IllegalArgumentException e) {
      throw new InvalidField("id", ShortName.RULE);
    }
    if (TAKEN.contains(key.id()) || !key.tenant().isEmpty()) {
      throw new InvalidField("id", "must be another name: mx, sandbox and default are taken");
    }
    List<RouteTarget> targets = targets(fields);
    return new MailRoute(
        key.id(),
        version,
        (int) fields.number("order", 0, ORDER_MAX, ORDER),
        match(fields.within("when")),
        targets,
        passwords(fields, targets));
  }

  private static List<RouteTarget> targets(Fields fields) {
    Fields all = fields.within("targets");
    List<RouteTarget> targets = new ArrayList<>();
    for (String name : all.names()) {
      try {
        ShortName.of(name);
      } catch (IllegalArgumentException e) {
        throw all.invalid(name, "is no name for a target: it " + ShortName.RULE);
      }
      targets.add(TargetJson.read(name, all.within(name)));
    }
    if (targets.isEmpty() || targets.size() > TARGETS_MAX) {
      throw fields.invalid(
          "targets", "must be an object of 1 to " + TARGETS_MAX + " targets by their names");
    }
    return targets;
  }

  private static Map<String, String> passwords(Fields fields, List<RouteTarget> targets) {
    Fields all = fields.within(PASSWORDS);
    Map<String, String> passwords = new LinkedHashMap<>();
    for (RouteTarget target : targets) {
      Optional<String> given = all.value(target.name(), "must be sealed", RouteKind::checked);
      given.ifPresent(text -> passwords.put(target.name(), text));
      boolean needed = target.userUsed().isPresent() || target.auth() == AuthKind.BEARER;
      if (needed && given.isEmpty()) {
        throw all.invalid(target.name(), "must be given: the target has a login");
      }
      if (!needed && given.isPresent()) {
        throw all.invalid(target.name(), "must be left out: the target has no user");
      }
    }
    for (String name : all.names()) {
      if (targets.stream().noneMatch(t -> t.name().equals(name))) {
        throw all.invalid(name, "must be left out: there is no such target");
      }
    }
    return passwords;
  }

  private static String checked(String text) {
    if (!SecretBox.isSealed(text)) {
      throw new IllegalArgumentException("not sealed");
    }
    return text;
  }

  private static RouteMatch match(Fields when) {
    String address = "must be an address such as ann@example.org";
    String domain = "must be a domain, or *. and a domain for its subdomains";
    long sizeMin = when.number("size_min", 0, SIZE_MAX, 0);
    long sizeMax = when.number("size_max", 0, SIZE_MAX, 0);
    if (sizeMax > 0 && sizeMax < sizeMin) {
      throw when.invalid("size_max", "must not be below size_min");
    }
    return new RouteMatch(
        when.yesNo("everything", false),
        when.set("recipients", address, RouteKind::address),
        DomainSet.of(when.set("recipient_domains", domain, RoutingSettings::domainPattern)),
        when.set("providers", "must be the id of a provider, such as google", RouteKind::word),
        when.set("senders", address, RouteKind::address),
        DomainSet.of(when.set("sender_domains", domain, RoutingSettings::domainPattern)),
        when.set("tenants", "must be the id of a tenant", RouteKind::word),
        when.set("streams", "must be the name of a stream, or TENANT/STREAM", RouteKind::stream),
        headers(when.within("headers")),
        sizeMin,
        sizeMax,
        when.words("lanes", Lane.class));
  }

  private static List<HeaderMatch> headers(Fields fields) {
    List<HeaderMatch> headers = new ArrayList<>();
    String rule =
        "must be the name of a header field and 1 to 300 characters of text to find in it, * for"
            + " anything between";
    for (String name : fields.names()) {
      fields.value(name, rule, text -> HeaderMatch.of(name, text)).ifPresent(headers::add);
    }
    if (headers.size() > HEADERS_MAX) {
      throw fields.invalid("", "must be at most " + HEADERS_MAX + " fields");
    }
    return headers;
  }

  private static String address(String text) {
    return RouteMatch.folded(EmailAddress.parse(text));
  }

  private static String word(String text) {
    return matching(WORD, text);
  }

  private static String stream(String text) {
    return matching(STREAM, text);
  }

  private static String matching(Pattern form, String text) {
    if (!form.matcher(text).matches()) {
      throw new IllegalArgumentException(text);
    }
    return text;
  }

  @Override
  public JsonObject write(MailRoute route) {
    JsonObjectBuilder targets = ControlJson.object();
    route.targets().forEach(t -> targets.add(t.name(), TargetJson.write(t)));
    JsonObjectBuilder out =
        ControlJson.object()
            .add("order", route.order())
            .add("when", write(route.when()))
            .add("targets", targets);
    if (!route.passwords().isEmpty()) {
      JsonObjectBuilder passwords = ControlJson.object();
      new TreeMap<>(route.passwords()).forEach(passwords::add);
      out.add(PASSWORDS, passwords);
    }
    return out.build();
  }

  private static JsonObjectBuilder write(RouteMatch when) {
    JsonObjectBuilder out = ControlJson.object().add("everything", when.everything());
    ControlJson.add(out, "recipients", sorted(when.recipients()));
    ControlJson.add(out, "recipient_domains", when.recipientDomains().patterns());
    ControlJson.add(out, "providers", sorted(when.providers()));
    ControlJson.add(out, "senders", sorted(when.senders()));
    ControlJson.add(out, "sender_domains", when.senderDomains().patterns());
    ControlJson.add(out, "tenants", sorted(when.tenants()));
    ControlJson.add(out, "streams", sorted(when.streams()));
    if (!when.headers().isEmpty()) {
      JsonObjectBuilder headers = ControlJson.object();
      when.headers().forEach(h -> headers.add(h.name(), h.text()));
      out.add("headers", headers);
    }
    out.add("size_min", when.sizeMin()).add("size_max", when.sizeMax());
    ControlJson.add(out, "lanes", sorted(when.lanes().stream().map(Lane::label).toList()));
    return out;
  }

  private static List<String> sorted(Collection<String> texts) {
    return texts.stream().sorted().toList();
  }

  /** Streams that name it would go by other ways without being asked. */
  @Override
  public Optional<Refusal> judgeDelete(ControlState state, MailRoute before) {
    return state.all(TenancyKinds.STREAM).stream()
        .filter(s -> s.route().filter(before.id()::equals).isPresent())
        .map(Stream::key)
        .findFirst()
        .map(key -> new Refusal.Conflict(key + " names this route; change the stream first"));
  }
}
