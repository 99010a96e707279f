package relay.domain.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import relay.domain.mail.DomainName;
import relay.domain.mail.IpLiteral;

/**
 * Where an entry of {@code transport} leads, in the words of our routes.
 *
 * @param kind of target
 * @param hosts with their ports; none but for smarthosts and LMTP
 * @param written the next hops as they stand there, for the look-up of a login
 */
record PostfixHop(String kind, List<String> hosts, List<String> written) {
  private static final int HOSTS_MAX = 20;
  private static final int PORT_MAX = 65_535;
  private static final Set<String> SMTP = Set.of("", "smtp", "esmtp", "relay");
  private static final Map<String, String> SERVICES =
      Map.of("smtp", "25", "submission", "587", "submissions", "465", "smtps", "465", "lmtp", "24");

  private static final Map<String, String> REASONS =
      Map.of(
          "error", "a route refuses nothing; a brake holds mail: relay brake add",
          "retry", "a route puts nothing off; a brake holds mail: relay brake add",
          "local", "mailboxes of this machine: a target of kind file writes maildirs",
          "virtual", "mailboxes of this machine: a target of kind file writes maildirs",
          "uucp", "there is no UUCP here");

  PostfixHop {
    hosts = List.copyOf(hosts);
    written = List.copyOf(written);
  }

  /**
   * What a text means.
   *
   * @param hop empty where it has no counterpart
   * @param asksForMx whether the mail exchangers of a name are meant, which a route does not ask
   */
  record Reading(Optional<PostfixHop> hop, boolean asksForMx, String why) {
    private static Reading no(String why) {
      return new Reading(Optional.empty(), false, why);
    }

    private static Reading of(PostfixHop hop, boolean asksForMx) {
      return new Reading(Optional.of(hop), asksForMx, "");
    }
  }

  /** A value of {@code transport}. */
  static Reading ofTransport(String value) {
    int colon = value.indexOf(':');
    if (colon < 0) {
      return Reading.no("is no TRANSPORT:NEXTHOP");
    }
    String transport = value.substring(0, colon);
    String hop = value.substring(colon + 1).strip();
    if (transport.equals("discard")) {
      return Reading.of(new PostfixHop("discard", List.of(), List.of()), false);
    }
    if (transport.equals("lmtp")) {
      return hop.isEmpty() || hop.startsWith("unix:")
          ? Reading.no("LMTP goes to a host and port here, not to a socket of the file system")
          : hosts("lmtp", hop.startsWith("inet:") ? hop.substring("inet:".length()) : hop);
    }
    if (!SMTP.contains(transport)) {
      return Reading.no(
          REASONS.getOrDefault(transport, "master.cf, which says what it does, is not read"));
    }
    if (hop.isEmpty()) {
      return transport.isEmpty()
          ? Reading.no("changes nothing: mail goes as without this line")
          : ofMailExchangers();
    }
    return hosts("smarthost", hop);
  }

  /** The value of {@code relayhost}. */
  static Reading ofRelayHost(String value) {
    return hosts("smarthost", value.strip());
  }

  /** To the servers of each domain, as without a table. */
  static Reading ofMailExchangers() {
    return Reading.of(new PostfixHop("mx", List.of(), List.of()), false);
  }

  /** Whether the transport of a value is one that is known, so that the value may be shown. */
  static boolean isKnown(String value) {
    int colon = value.indexOf(':');
    String transport = colon < 0 ? value : value.substring(0, colon);
    boolean isOurs = SMTP.contains(transport) || Set.of("lmtp", "discard").contains(transport);
    return colon >= 0 && (isOurs || REASONS.containsKey(transport));
  }

  /** Whether this is a port, or the name of one. */
  static boolean isPort(String text) {
    return SERVICES.containsKey(text) || text.matches("[0-9]{1,5}");
  }

  private static Reading hosts(String kind, String text) {
    List<String> hosts = new ArrayList<>();
    List<String> written = new ArrayList<>();
    boolean asksForMx = false;
    for (String each : text.split("[,\\s]+")) {
      Optional<String> host = host(each, kind.equals("lmtp") ? "24" : "25");
      if (host.isEmpty()) {
        return Reading.no("'" + each + "' is no host, [host] or [host]:port");
      }
      hosts.add(host.get());
      written.add(each);
      asksForMx |= kind.equals("smarthost") && !each.startsWith("[");
    }
    if (hosts.isEmpty()) {
      return Reading.no("'" + text + "' is no host, [host] or [host]:port");
    }
    return hosts.size() > HOSTS_MAX
        ? Reading.no("a route has at most " + HOSTS_MAX + " hosts")
        : Reading.of(new PostfixHop(kind, hosts, written), asksForMx);
  }

  private static Optional<String> host(String text, String usualPort) {
    int bracket = text.indexOf(']');
    int colon = text.indexOf(':', Math.max(0, bracket));
    String host = colon < 0 ? text : text.substring(0, colon);
    String port = colon < 0 ? usualPort : text.substring(colon + 1);
    port = SERVICES.getOrDefault(port, port);
    boolean isBracketed = host.startsWith("[") && host.endsWith("]");
    String name = isBracketed ? host.substring(1, host.length() - 1) : host;
    int number = port.matches("[0-9]{1,5}") ? Integer.parseInt(port) : 0;
    if (number < 1 || number > PORT_MAX) {
      return Optional.empty();
    }
    if (isBracketed && name.indexOf(':') >= 0) {
      String address =
          name.toLowerCase(Locale.ROOT).startsWith("ipv6:")
              ? name.substring("ipv6:".length())
              : name;
      return IpLiteral.parse(address).isPresent() && address.indexOf(':') >= 0
          ? Optional.of("[" + address + "]:" + number)
          : Optional.empty();
    }
    try {
      boolean isAddress = IpLiteral.parse(name).isPresent();
      return Optional.of((isAddress ? name : DomainName.of(name).ascii()) + ":" + number);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
