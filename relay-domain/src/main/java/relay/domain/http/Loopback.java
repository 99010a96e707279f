package relay.domain.http;

import java.util.Locale;
import java.util.regex.Pattern;

/** Which texts name this machine and nothing else; no name is looked up. */
public final class Loopback {
  private static final Pattern V4 = Pattern.compile("127(\\.\\d{1,3}){3}");
  private static final Pattern PORT = Pattern.compile(":\\d{1,5}$");

  private Loopback() {}

  /** An address or host name. */
  public static boolean names(String host) {
    String plain = host.toLowerCase(Locale.ROOT);
    return plain.equals("localhost")
        || plain.equals("::1")
        || plain.equals("[::1]")
        || plain.equals("0:0:0:0:0:0:0:1")
        || V4.matcher(plain).matches();
  }

  /**
   * A Host header, with or without port. A page of another site that has its own name point at us
   * (DNS rebinding) carries that name here.
   */
  public static boolean namedByHostHeader(String header) {
    return names(PORT.matcher(header).replaceFirst(""));
  }
}
