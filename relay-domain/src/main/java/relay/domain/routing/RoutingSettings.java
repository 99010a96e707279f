package relay.domain.routing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import relay.domain.mail.DomainName;
import relay.domain.routing.RouteTable.Destination;
import relay.domain.settings.InvalidSetting;
import relay.domain.settings.Setting;
import relay.domain.settings.SettingType;
import relay.domain.settings.Settings;
import relay.domain.tenancy.Residency;

/**
 * The operator's routes.
 *
 * @param sandboxByDefault true while mail without a route of its own goes to the sandbox
 */
public record RoutingSettings(RouteTable table, boolean sandboxByDefault) {
  private static final String MX = "mx";
  private static final String SANDBOX = "sandbox";
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
  private static final int HOSTS_MAX = 20;

  /** Domains, or a star and a domain for its subdomains: at most 10,000. */
  public static final SettingType<List<String>> DOMAIN_PATTERNS =
      SettingType.listOf(
          SettingType.of(
              "a domain, or *. and a domain for its subdomains", RoutingSettings::domainPattern),
          10_000);

  static final Setting<String> DEFAULT =
      new Setting<>(
          "route.default",
          SettingType.text("mx, sandbox, or the name of a route", NAME),
          SANDBOX,
          "Where mail goes whose domain has no route of its own: to the domain's mail exchangers"
              + " (mx), into the built-in sandbox, or by a named route.");
  static final Setting<String> HOSTS =
      new Setting<>(
          "route.*.hosts",
          SettingType.of(
              "mx, sandbox, or up to 20 hosts separated by commas, each a host name, an IPv4"
                  + " address or an [IPv6 address], with or without :port",
              RoutingSettings::checkedHosts),
          MX,
          "The smarthosts of a route in the order of trying; port 465 with implicit TLS, 587 with a"
              + " user, else 25.");
  static final Setting<List<String>> DOMAINS =
      new Setting<>(
          "route.*.domains", DOMAIN_PATTERNS, "", "The recipient domains that take this route.");
  static final Setting<RouteTls> TLS =
      new Setting<>(
          "route.*.tls",
          SettingType.oneOf(RouteTls.class),
          "auto",
          "TLS to the smarthosts: auto is implicit on port 465, required with a user, else"
              + " opportunistic; required and implicit demand a certificate for the host, encrypt"
              + " any, dane what its TLSA records vouch for.");
  static final Setting<String> USER =
      new Setting<>(
          "route.*.user", SettingType.text(), "", "The name to log in with at the smarthosts.");
  static final Setting<String> PASSWORD =
      new Setting<>(
          "route.*.password",
          SettingType.text(),
          "",
          "The password of that name; better given by the environment than in the file.");
  static final Setting<Residency> RESIDENCY =
      new Setting<>(
          "route.*.residency",
          SettingType.oneOf(Residency.class),
          "outside",
          "Whose the smarthosts are: own, those of a service inside the European Union (eu), or"
              + " anybody else's. Streams that are bound to a residency go by no route farther"
              + " away.");

  public static final List<Setting<?>> ALL =
      Setting.whileRunning(List.of(DEFAULT, HOSTS, DOMAINS, TLS, USER, PASSWORD, RESIDENCY));

  /**
   * Reads the routes.
   *
   * @throws InvalidSetting for a route without hosts, a name that is taken, a domain with two
   *     routes, a default that names no route
   */
  public static RoutingSettings from(Settings settings) {
    Set<String> names = settings.names(HOSTS);
    for (Setting<?> other : List.of(DOMAINS, TLS, USER, PASSWORD, RESIDENCY)) {
      for (String name : settings.names(other)) {
        refuseUnless(
            names.contains(name), other.keyFor(name), "...", "needs " + HOSTS.keyFor(name));
      }
    }
    Map<String, Destination> routes = new HashMap<>();
    routes.put(MX, Destination.MAIL_EXCHANGERS);
    routes.put(SANDBOX, Destination.SANDBOX);
    Map<String, Destination> exact = new HashMap<>();
    Map<String, Destination> below = new HashMap<>();
    for (String name : names) {
      boolean free = !Set.of("default", MX, SANDBOX).contains(name) && NAME.matcher(name).matches();
      refuseUnless(free, HOSTS.keyFor(name), "...", "is not a free route name: letters, digits, -");
      Destination destination = destination(settings, name);
      routes.put(name, destination);
      for (String pattern : settings.get(DOMAINS, name)) {
        boolean star = pattern.startsWith("*.");
        Object taken =
            star ? below.put(pattern.substring(2), destination) : exact.put(pattern, destination);
        refuseUnless(taken == null, DOMAINS.keyFor(name), pattern, "has another route already");
      }
    }
    String otherwise = settings.get(DEFAULT);
    refuseUnless(
        routes.containsKey(otherwise), DEFAULT.key(), otherwise, "must be mx, sandbox or a route");
    return new RoutingSettings(
        new RouteTable(new DomainMap<>(exact, below), routes, routes.get(otherwise)),
        otherwise.equals(SANDBOX));
  }

  private static Destination destination(Settings settings, String name) {
    String hosts = settings.get(HOSTS, name);
    if (hosts.equals(MX)) {
      // one of its own: the table tells routes apart by their destinations
      return new Destination(Optional.empty(), Residency.OWN);
    }
    if (hosts.equals(SANDBOX)) {
      return new Destination(Optional.of(new NextHop.Sandbox()), Residency.OWN);
    }
    String user = settings.get(USER, name);
    var login =
        user.isEmpty()
            ? Optional.<Smarthost.Login>empty()
            : Optional.of(new Smarthost.Login(user, settings.get(PASSWORD, name)));
    RouteTls tls = settings.get(TLS, name);
    var list = SmarthostText.readAll(hosts).stream().map(h -> h.smarthost(tls, login)).toList();
    return new Destination(
        Optional.of(new NextHop.Smarthosts(name, list)), settings.get(RESIDENCY, name));
  }

  private static String checkedHosts(String text) {
    if (!text.equals(MX) && !text.equals(SANDBOX)) {
      var hosts = SmarthostText.readAll(text);
      if (hosts.size() > HOSTS_MAX) {
        throw new IllegalArgumentException("too many hosts");
      }
    }
    return text;
  }

  /** A domain, or a star and a domain for its subdomains, in canonical form. */
  public static String domainPattern(String text) {
    return text.startsWith("*.")
        ? "*." + DomainName.of(text.substring(2)).ascii()
        : DomainName.of(text).ascii();
  }

  private static void refuseUnless(boolean holds, String key, String value, String rule) {
    if (!holds) {
      throw new InvalidSetting(key, value, rule);
    }
  }
}
