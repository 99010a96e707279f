package relay.domain.routing;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import relay.domain.smtp.SmtpReply;

/**
 * What one transaction is aimed at. The name is stable and readable: it groups recipients, keys
 * connection limits and stands in the journal.
 */
public sealed interface NextHop {
  String name();

  /** Whether it is a target of a route that operators made, whose name has a slash in it. */
  default boolean isTarget() {
    return name().indexOf('/') > 0;
  }

  /** Whether its mail stays on this machine, so that no source address or pool is asked for. */
  default boolean isBuiltIn() {
    return this instanceof Sandbox || this instanceof Simulator;
  }

  /** Whether there are hosts behind it to look up and to connect to. */
  default boolean hasHosts() {
    return this instanceof MailExchangers
        || this instanceof Smarthosts
        || this instanceof LmtpServers
        || this instanceof Simulator;
  }

  /** The mail exchangers of a domain, or of an address literal such as {@code [192.0.2.1]}. */
  record MailExchangers(String domain) implements NextHop {
    @Override
    public String name() {
      return domain;
    }
  }

  /**
   * Hosts of ours or of a provider, tried in order.
   *
   * @param profile of the service behind them, where the target names one
   */
  record Smarthosts(String name, List<Smarthost> hosts, Optional<ProviderProfile> profile)
      implements NextHop {
    public Smarthosts {
      hosts = List.copyOf(hosts);
    }

    /** Of a service of which nothing is known. */
    public Smarthosts(String name, List<Smarthost> hosts) {
      this(name, hosts, Optional.empty());
    }
  }

  /** The built-in receiver; nothing leaves the machine. */
  record Sandbox() implements NextHop {
    @Override
    public String name() {
      return "sandbox";
    }
  }

  /** The practice ground: hosts of this machine that behave as others do; nothing leaves it. */
  record Simulator(String name, List<Smarthost> hosts) implements NextHop {
    public Simulator {
      hosts = List.copyOf(hosts);
    }
  }

  /** Hosts that take mail by LMTP (RFC 2033), tried in order. */
  record LmtpServers(String name, List<Smarthost> hosts) implements NextHop {
    public LmtpServers {
      hosts = List.copyOf(hosts);
    }
  }

  /**
   * A web service that takes each mail in a POST.
   *
   * @param url https, or http to this machine
   */
  record WebService(String name, URI url, Optional<Smarthost.Login> login) implements NextHop {}

  /**
   * A maildir.
   *
   * @param folder below the folder of the setting; names and slashes only
   */
  record MailFolder(String name, String folder) implements NextHop {}

  /** Nobody: whatever comes here is recorded as delivered and is gone. */
  record Discard(String name) implements NextHop {}

  /**
   * There is no way that the mail may take.
   *
   * @param why a local, temporary reply: the operator is to mend it, and no sender loses mail to it
   *     meanwhile
   */
  record Barred(String name, SmtpReply why) implements NextHop {}
}
