package relay.domain.transport;

import java.net.InetAddress;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import relay.domain.mail.IpLiteral;

/**
 * For whom a certificate is: its DNS names; the common name counts only where it has none (RFC 6125
 * 6.4.4, RFC 7672 3.2.3).
 */
record CertificateNames(List<String> hosts, List<InetAddress> addresses) {
  private static final int DNS = 2;
  private static final int ADDRESS = 7;
  private static final int TOLD_MAX = 5;
  private static final Pattern COMMON_NAME =
      Pattern.compile("(?:^|,)CN=([A-Za-z0-9*._-]{1,253})(?:,|$)");

  static CertificateNames of(X509Certificate certificate) {
    List<String> hosts = new ArrayList<>();
    List<InetAddress> addresses = new ArrayList<>();
    for (List<?> name : alternatives(certificate)) {
      if (name.get(0).equals(DNS)) {
        hosts.add(((String) name.get(1)).toLowerCase(Locale.ROOT));
      } else if (name.get(0).equals(ADDRESS)) {
        IpLiteral.parse((String) name.get(1)).ifPresent(addresses::add);
      }
    }
    if (hosts.isEmpty()) {
      Matcher common = COMMON_NAME.matcher(certificate.getSubjectX500Principal().getName());
      if (common.find()) {
        hosts.add(common.group(1).toLowerCase(Locale.ROOT));
      }
    }
    return new CertificateNames(hosts, addresses);
  }

  /** The first of these names that the certificate is for. */
  Optional<String> firstMatch(List<String> wanted) {
    return wanted.stream().filter(this::matches).findFirst();
  }

  private boolean matches(String wanted) {
    if (wanted.startsWith("[")) {
      String literal = wanted.substring(1, wanted.length() - 1);
      String address = literal.startsWith("IPv6:") ? literal.substring(5) : literal;
      return IpLiteral.parse(address).filter(addresses::contains).isPresent();
    }
    return hosts.stream().anyMatch(presented -> matches(presented, wanted));
  }

  /** RFC 6125 6.4.3: a star is the whole first label, and stands for one label. */
  private static boolean matches(String presented, String wanted) {
    if (wanted.startsWith(".")) {
      return presented.endsWith(wanted) && presented.length() > wanted.length();
    }
    if (presented.startsWith("*.")) {
      int dot = wanted.indexOf('.');
      return dot > 0 && wanted.substring(dot).equals(presented.substring(1));
    }
    return presented.equals(wanted);
  }

  private static Collection<List<?>> alternatives(X509Certificate certificate) {
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      return names == null ? List.of() : names;
    } catch (CertificateParsingException e) {
      return List.of();
    }
  }

  @Override
  public String toString() {
    if (hosts.isEmpty()) {
      return "no host";
    }
    String told = String.join(", ", hosts.stream().limit(TOLD_MAX).toList());
    return hosts.size() > TOLD_MAX ? told + " and others" : told;
  }
}
