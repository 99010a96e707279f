package relay.domain.routing;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import relay.domain.control.ControlJson;
import relay.domain.control.Fields;
import relay.domain.mail.EmailAddress;
import relay.domain.spend.Price;
import relay.domain.tenancy.Residency;
import relay.domain.tenancy.ShortName;

/** The targets of routes in JSON. */
final class TargetJson {
  static final int PREFERENCE = 10;
  private static final int NUMBER_MAX = 1000;
  private static final int HOSTS_MAX = 20;
  private static final int URL_CHARS_MAX = 1000;
  private static final long QUOTA_MAX = 1_000_000_000L;

  /** No empty part, none of dots alone, nothing that a shell or another system reads otherwise. */
  private static final Pattern FOLDER =
      Pattern.compile("[a-z0-9_][a-z0-9_.-]{0,63}(/[a-z0-9_][a-z0-9_.-]{0,63}){0,7}");

  private TargetJson() {}

  static RouteTarget read(String name, Fields fields) {
    Optional<ProviderProfile> profile = profile(fields);
    TargetKind kind = kind(fields, profile);
    demandNot(fields, "profile", profile.isPresent() && kind != TargetKind.SMARTHOST, kind);
    List<String> hosts =
        fields.list(
            "hosts",
            "must be a host name, an IPv4 address or an [IPv6 address], with or without :port",
            TargetJson::host);
    Optional<String> site = site(fields, profile, hosts);
    if (profile.isEmpty()) {
      demand(fields, "hosts", kind.hasHosts(), !hosts.isEmpty(), kind);
    }
    if (hosts.size() > HOSTS_MAX) {
      throw fields.invalid("hosts", "must be at most " + HOSTS_MAX);
    }
    Optional<URI> url =
        fields.value(
            "url", "must be an https URL, or an http URL of this machine", TargetJson::url);
    demand(fields, "url", kind == TargetKind.HTTP, url.isPresent(), kind);
    Optional<String> folder =
        fields.value(
            "folder",
            "must be names of a to z, 0 to 9, _ - and . with slashes between them, such as"
                + " archive/invoices",
            TargetJson::folder);
    demand(fields, "folder", kind == TargetKind.FILE, folder.isPresent(), kind);
    AuthKind auth = fields.word("auth", AuthKind.class).orElse(AuthKind.AUTO);
    Optional<String> user = user(fields, kind);
    boolean bearer = auth == AuthKind.BEARER;
    boolean fits = kind == TargetKind.HTTP ? bearer || auth == AuthKind.AUTO : !bearer;
    if (!fits) {
      throw fields.invalid("auth", "must be auto or bearer for http, and never bearer elsewhere");
    }
    return new RouteTarget(
        name,
        kind,
        (int) fields.number("preference", 0, NUMBER_MAX, PREFERENCE),
        (int) fields.number("weight", 0, NUMBER_MAX, 1),
        hosts,
        fields.word("tls", RouteTls.class).orElse(RouteTls.AUTO),
        auth,
        user,
        url,
        folder,
        fields.value("region", ShortName.RULE, ShortName::of),
        fields.word("residency", Residency.class),
        profile,
        site,
        quota(fields, kind),
        price(fields, kind),
        canary(fields, kind));
  }

  /** Where a service has several places, none is guessed: the account belongs to one of them. */
  private static Optional<String> site(
      Fields fields, Optional<ProviderProfile> profile, List<String> hosts) {
    Optional<String> site = fields.text("site").filter(text -> !text.isEmpty());
    if (site.isPresent() && profile.filter(p -> p.sites().containsKey(site.get())).isEmpty()) {
      throw fields.invalid(
          "site",
          profile.isEmpty()
              ? "must be left out: the target names no profile"
              : "must be one of " + String.join(", ", profile.get().sites().keySet()));
    }
    if (profile.isPresent() && hosts.isEmpty() && profile.get().site(site).isEmpty()) {
      boolean hasSites = !profile.get().sites().isEmpty();
      throw fields.invalid(
          hasSites ? "site" : "hosts",
          hasSites
              ? "must be one of " + String.join(", ", profile.get().sites().keySet())
              : "must be given: profile " + profile.get().id() + " knows none");
    }
    return site;
  }

  private static Optional<Long> quota(Fields fields, TargetKind kind) {
    long quota = fields.number("daily_quota", 0, QUOTA_MAX, -1);
    demandNot(fields, "daily_quota", quota >= 0 && !kind.hasLogin(), kind);
    return quota < 0 ? Optional.empty() : Optional.of(quota);
  }

  private static Optional<Price> price(Fields fields, TargetKind kind) {
    Optional<Price> price = fields.value("price_per_1000", Price.RULE, Price::read);
    demandNot(fields, "price_per_1000", price.isPresent() && !kind.hasLogin(), kind);
    return price;
  }

  private static Optional<EmailAddress> canary(Fields fields, TargetKind kind) {
    Optional<EmailAddress> canary =
        fields.value(
            "canary", "must be a mail address in ASCII", text -> ascii(EmailAddress.parse(text)));
    boolean isOut = kind == TargetKind.MX || kind.hasLogin();
    demandNot(fields, "canary", canary.isPresent() && !isOut, kind);
    return canary;
  }

  private static EmailAddress ascii(EmailAddress address) {
    if (address.needsSmtpUtf8()) {
      throw new IllegalArgumentException("not every server takes it");
    }
    return address;
  }

  private static void demandNot(Fields fields, String name, boolean broken, TargetKind kind) {
    if (broken) {
      throw fields.invalid(name, "must be left out for the kind " + Fields.word(kind));
    }
  }

  private static IllegalArgumentException unknown() {
    return new IllegalArgumentException("there is no such profile");
  }

  private static Optional<ProviderProfile> profile(Fields fields) {
    return fields.value(
        "profile",
        "must be one of " + ProviderProfiles.shipped().names(),
        id -> ProviderProfiles.shipped().named(id).orElseThrow(TargetJson::unknown));
  }

  private static TargetKind kind(Fields fields, Optional<ProviderProfile> profile) {
    return fields
        .word("kind", TargetKind.class)
        .or(() -> profile.map(p -> TargetKind.SMARTHOST))
        .orElseThrow(
            () ->
                fields.invalid(
                    "kind", "must be one of mx, smarthost, lmtp, http, file, discard, sandbox"));
  }

  static JsonObject write(RouteTarget target) {
    JsonObjectBuilder out = ControlJson.object().add("kind", Fields.word(target.kind()));
    out.add("preference", target.preference()).add("weight", target.weight());
    ControlJson.add(out, "hosts", target.hosts());
    out.add("tls", Fields.word(target.tls())).add("auth", Fields.word(target.auth()));
    ControlJson.add(out, "user", target.user());
    ControlJson.add(out, "url", target.url());
    ControlJson.add(out, "folder", target.folder());
    ControlJson.add(out, "region", target.region());
    ControlJson.add(out, "residency", target.residency().map(Fields::word));
    ControlJson.add(out, "profile", target.profile().map(ProviderProfile::id));
    ControlJson.add(out, "site", target.site());
    target.dailyQuota().ifPresent(quota -> out.add("daily_quota", quota));
    ControlJson.add(out, "canary", target.canary().map(EmailAddress::toString));
    ControlJson.add(out, "price_per_1000", target.price().map(Price::toString));
    return out.build();
  }

  private static Optional<String> user(Fields fields, TargetKind kind) {
    Optional<String> user = fields.text("user").filter(text -> !text.isEmpty());
    if (user.isPresent() && !kind.hasLogin()) {
      throw fields.invalid("user", "must be left out: nobody logs in at this kind of target");
    }
    boolean isPlain = user.isEmpty() || user.get().chars().noneMatch(Character::isISOControl);
    if (!isPlain) {
      throw fields.invalid("user", "must be without control characters");
    }
    return user;
  }

  private static void demand(
      Fields fields, String name, boolean needed, boolean given, TargetKind kind) {
    if (needed != given) {
      throw fields.invalid(
          name,
          needed
              ? "must be given for the kind " + Fields.word(kind)
              : "must be left out for the kind " + Fields.word(kind));
    }
  }

  private static String host(String text) {
    SmarthostText.readAll(text);
    if (text.contains(",")) {
      throw new IllegalArgumentException("one host each");
    }
    return text.strip();
  }

  private static String folder(String text) {
    if (!FOLDER.matcher(text).matches() || text.contains("..")) {
      throw new IllegalArgumentException(text);
    }
    return text;
  }

  /** A password or a mail never goes to another machine in clear text. */
  private static URI url(String text) {
    URI url = URI.create(text);
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    boolean isWhole =
        text.length() <= URL_CHARS_MAX
            && url.getHost() != null
            && url.getRawUserInfo() == null
            && url.getRawFragment() == null;
    if (!isWhole || !(scheme.equals("https") || scheme.equals("http") && isOurs(url.getHost()))) {
      throw new IllegalArgumentException(text);
    }
    return url;
  }

  private static boolean isOurs(String host) {
    String address = host.startsWith("[") ? host : "[" + host + "]";
    return host.equals("localhost")
        || BracketedAddress.parse(address).filter(InetAddress::isLoopbackAddress).isPresent();
  }
}
