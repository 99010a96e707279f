package relay.domain.routing;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import relay.domain.mail.IpLiteral;
import relay.domain.settings.Settings;
import relay.domain.smtp.SmtpReply;

/** Short words for tests that look for hosts. */
final class Hosts {
  private Hosts() {}

  static HostSearchSettings settings(Map<String, String> file) {
    return HostSearchSettings.from(Settings.of(HostSearchSettings.ALL, file, Map.of()));
  }

  static List<String> addresses(HostPlan plan) {
    return ((HostPlan.Hosts) plan)
        .addresses().stream().map(h -> h.address().getHostAddress()).toList();
  }

  static SmtpReply reply(HostPlan plan) {
    return ((HostPlan.Unreachable) plan).reply();
  }

  static InetAddress address(String text) {
    return IpLiteral.parse(text).orElseThrow();
  }
}
