package relay.launcher;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.naming.CompositeName;
import javax.naming.Context;
import javax.naming.InvalidNameException;
import javax.naming.NameNotFoundException;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.InitialDirContext;
import relay.domain.mail.IpLiteral;
import relay.domain.routing.DnsSettings;
import relay.domain.routing.LookupResult;
import relay.domain.routing.MailExchanger;
import relay.domain.verification.RecordLookup;
import relay.domain.verification.ReverseName;

/**
 * Asks the resolvers of the settings, or else those of the machine, by means of the JDK: the
 * application and its DNS library do not run when a command does.
 */
final class ResolverRecordLookup implements RecordLookup {
  private final Hashtable<String, String> environment = new Hashtable<>();

  ResolverRecordLookup(DnsSettings settings) {
    environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
    environment.put(
        "com.sun.jndi.dns.timeout.initial",
        Long.toString(Math.max(1, settings.answerTimeout().toMillis())));
    environment.put("com.sun.jndi.dns.timeout.retries", Integer.toString(settings.tries()));
    String servers =
        settings.servers().stream()
            .map(server -> url(server.address().getHostAddress(), server.port()))
            .collect(Collectors.joining(" "));
    environment.put(Context.PROVIDER_URL, servers.isEmpty() ? "dns:" : servers);
  }

  @Override
  public LookupResult<String> texts(String name) {
    return ask(name, "TXT", text -> Optional.of(joined(text)));
  }

  @Override
  public LookupResult<InetAddress> ipv4(String name) {
    return ask(name, "A", IpLiteral::parse);
  }

  @Override
  public LookupResult<InetAddress> ipv6(String name) {
    return ask(name, "AAAA", IpLiteral::parse);
  }

  @Override
  public LookupResult<MailExchanger> mailExchangers(String name) {
    return ask(name, "MX", ResolverRecordLookup::exchanger);
  }

  @Override
  public LookupResult<String> namesOf(InetAddress address) {
    return ask(ReverseName.of(address), "PTR", Optional::of);
  }

  private <T> LookupResult<T> ask(String name, String type, Function<String, Optional<T>> reader) {
    try {
      InitialDirContext context = new InitialDirContext(environment);
      try {
        // The dot keeps the machine's search list out; one component, or a slash would cut it.
        var asked = new CompositeName().add(name.replace("\\", "\\\\") + ".");
        Attribute found = context.getAttributes(asked, new String[] {type}).get(type);
        List<T> records = found == null ? List.of() : all(found, reader);
        return records.isEmpty() ? new LookupResult.NoData<>() : new LookupResult.Found<>(records);
      } finally {
        context.close();
      }
    } catch (NameNotFoundException | InvalidNameException e) {
      return new LookupResult.NoSuchDomain<>();
    } catch (NamingException e) {
      return new LookupResult.TemporaryFailure<>(e.toString());
    }
  }

  private static <T> List<T> all(Attribute found, Function<String, Optional<T>> reader)
      throws NamingException {
    List<T> all = new ArrayList<>();
    NamingEnumeration<?> values = found.getAll();
    while (values.hasMore()) {
      reader.apply(values.next().toString()).ifPresent(all::add);
    }
    return all;
  }

  private static Optional<MailExchanger> exchanger(String text) {
    int blank = text.indexOf(' ');
    return Optional.of(
        new MailExchanger(Integer.parseInt(text.substring(0, blank)), text.substring(blank + 1)));
  }

  private static String url(String host, int port) {
    return "dns://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }

  /** The JDK quotes strings with blanks in them and puts a blank between strings. */
  static String joined(String text) {
    StringBuilder joined = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == '\\' && quoted && i + 1 < text.length()) {
        joined.append(text.charAt(++i));
      } else if (c != ' ' || quoted) {
        joined.append(c);
      }
    }
    return joined.toString();
  }
}
