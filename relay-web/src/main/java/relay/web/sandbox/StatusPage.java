package relay.web.sandbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.figures.Figure;
import relay.domain.figures.Figures;
import relay.domain.health.HealthCheck;
import relay.domain.mail.Lane;
import relay.domain.queue.QueueDepths;
import relay.web.html.Html;
import relay.web.html.Words;

/** What the relay is doing, for the administrator; shown when the sandbox is off. */
@ApplicationScoped
public class StatusPage {
  private static final List<Figure> SHOWN =
      List.of(Figure.ACCEPTED, Figure.DELIVERED, Figure.DEFERRED, Figure.BOUNCED, Figure.EXPIRED);
  @Inject RelayConfiguration configuration;
  @Inject Figures figures;
  @Inject QueueDepths depths;
  @Inject Instance<HealthCheck> checks;
  @Inject InstantSource clock;

  /**
   * @param root the path of the application
   */
  String page(String root) {
    return Page.of(
        root,
        "Status",
        html -> {
          html.element("h1", configuration.node().hostName());
          html.element("p", "The sandbox is off: mail is delivered to the world.");
          html.element("h2", "Health");
          html.open("dl");
          for (HealthCheck check : checks) {
            var finding = check.check();
            html.element("dt", check.component());
            html.element(
                "dd",
                finding.condition().label() + ": " + finding.reason(),
                "class",
                finding.condition().label());
          }
          html.close("dl");
          figures(html, clock.instant());
        });
  }

  private void figures(Html html, Instant now) {
    html.element("h2", "Since " + Words.time(figures.since()));
    html.open("table").open("thead").open("tr").element("th", "Lane", "scope", "col");
    SHOWN.forEach(f -> html.element("th", word(f), "scope", "col"));
    html.element("th", "In queue", "scope", "col").element("th", "p99", "scope", "col");
    html.close("tr").close("thead").open("tbody");
    for (Lane lane : Lane.values()) {
      html.open("tr").element("th", lane.label(), "scope", "row");
      SHOWN.forEach(
          f -> html.element("td", Long.toString(figures.total(lane, f)), "data-label", word(f)));
      html.element("td", Long.toString(depths.inLane(lane)), "data-label", "In queue");
      html.element("td", figures.latency(lane, now).p99() + " ms", "data-label", "p99");
      html.close("tr");
    }
    html.close("tbody").close("table");
    html.element("p", depths.waiting() + " mails wait for their next attempt.");
  }

  private static String word(Figure figure) {
    return figure.label().substring(0, 1).toUpperCase(Locale.ROOT) + figure.label().substring(1);
  }
}
