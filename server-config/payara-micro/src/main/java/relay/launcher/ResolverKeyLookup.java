package relay.launcher;

import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.stream.Collectors;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.InitialDirContext;
import relay.domain.routing.DnsSettings;
import relay.domain.signing.DkimKeyLookup;

/**
 * Asks the resolvers of the settings, or else those of the machine, by means of the JDK: the
 * application and its DNS library do not run when a command does.
 */
final class ResolverKeyLookup implements DkimKeyLookup {
  private final Hashtable<String, String> environment = new Hashtable<>();

  ResolverKeyLookup(DnsSettings settings) {
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
  public Answer textsOf(String name) {
    try {
      InitialDirContext context = new InitialDirContext(environment);
      try {
        // The dot keeps the machine's search list out.
        Attribute texts = context.getAttributes(name + ".", new String[] {"TXT"}).get("TXT");
        return texts == null ? new Answer.Missing() : new Answer.Found(all(texts));
      } finally {
        context.close();
      }
    } catch (NameNotFoundException e) {
      return new Answer.Missing();
    } catch (NamingException e) {
      return new Answer.Unavailable(e.toString());
    }
  }

  private static String url(String host, int port) {
    return "dns://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }

  private static List<String> all(Attribute texts) throws NamingException {
    List<String> all = new ArrayList<>();
    NamingEnumeration<?> values = texts.getAll();
    while (values.hasMore()) {
      all.add(joined(values.next().toString()));
    }
    return all;
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
