package relay.domain.routing;

import java.util.List;

/**
 * What one transaction is aimed at. The name is stable and readable: it groups recipients, keys
 * connection limits and stands in the journal.
 */
public sealed interface NextHop {
  String name();

  /** The mail exchangers of a domain, or of an address literal such as {@code [192.0.2.1]}. */
  record MailExchangers(String domain) implements NextHop {
    @Override
    public String name() {
      return domain;
    }
  }

  /** Hosts of ours or of a provider, tried in order. */
  record Smarthosts(String name, List<Smarthost> hosts) implements NextHop {
    public Smarthosts {
      hosts = List.copyOf(hosts);
    }
  }

  /** The built-in receiver; nothing leaves the machine. */
  record Sandbox() implements NextHop {
    @Override
    public String name() {
      return "sandbox";
    }
  }
}
