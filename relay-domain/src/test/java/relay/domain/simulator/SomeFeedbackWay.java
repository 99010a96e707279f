package relay.domain.simulator;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.listener.ListenerSettings;
import relay.domain.mail.DomainName;
import relay.domain.tenancy.InboundDomain;
import relay.domain.tenancy.OtherMail;
import relay.domain.tenancy.Tenancies;
import relay.domain.tenancy.Tenancy;
import relay.domain.tenancy.Tenant;

/** Ways back to relays that are set up for it, and to those that are not. */
public final class SomeFeedbackWay {
  /** A return path at the feedback domain of {@link #at}. */
  public static final String PATH = "b-2" + "a".repeat(31) + "@bounce.acme.example";

  private SomeFeedbackWay() {}

  /** The relay has no door for other servers. */
  public static FeedbackWay none() {
    return new FeedbackWay(listeners(Map.of()), () -> Tenancy.EMPTY);
  }

  /** The relay has a door at this port, and one tenant with a feedback domain. */
  public static FeedbackWay at(int port) {
    return with(Map.of("listener.in.role", "inbound", "listener.in.port", "" + port));
  }

  static FeedbackWay with(Map<String, String> settings) {
    Tenancy tenancy =
        Tenancies.with(
            Tenant.of("acme"),
            new InboundDomain(
                "acme",
                DomainName.of("bounce.acme.example"),
                1,
                true,
                Optional.empty(),
                OtherMail.REFUSE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
    return new FeedbackWay(listeners(settings), () -> tenancy);
  }

  private static List<ListenerSettings> listeners(Map<String, String> settings) {
    return RelayConfiguration.of(settings, Map.of()).smtp().listeners();
  }
}
