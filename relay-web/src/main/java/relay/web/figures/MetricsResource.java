package relay.web.figures;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import relay.domain.access.Right;
import relay.domain.figures.Figure;
import relay.domain.figures.Figures;
import relay.domain.guard.AcceptanceCount;
import relay.domain.guard.Shortage;
import relay.domain.mail.Lane;
import relay.domain.queue.InDoubtMails;
import relay.domain.queue.QueueDepths;
import relay.domain.view.ViewStatus;
import relay.web.access.Needs;

/** {@code GET /metrics} for Prometheus. */
@Path("metrics")
@Needs(Right.READ_METRICS)
@ApplicationScoped
public class MetricsResource {
  @Inject Figures figures;
  @Inject QueueDepths depths;
  @Inject InDoubtMails inDoubt;
  @Inject ViewStatus view;
  @Inject InstantSource clock;
  @Inject AcceptanceCount acceptance;

  @GET
  @Produces(PrometheusText.MEDIA_TYPE)
  public String metrics() {
    var text = new PrometheusText();
    counters(text);
    queues(text);
    acceptance(text);
    latencies(text, clock.instant());
    text.gauge("relay_view_up", "1 while the database of the message view can be used.")
        .value(view.trouble().isPresent() ? 0 : 1);
    text.gauge("relay_view_lag_seconds", "How far the message view is behind the journal.")
        .value(view.lag().toMillis() / 1000.0);
    text.counter("relay_view_refused_total", "Mails that the database could not hold.")
        .value(view.refused());
    process(text);
    return text.toString();
  }

  private void counters(PrometheusText text) {
    for (Figure figure : Figure.values()) {
      text.counter(
              "relay_" + figure.label() + "_total", "Events since the start: " + figure.label())
          .value(figures.total(figure));
    }
    var byLane = text.counter("relay_lane_events_total", "Events since the start by lane.");
    for (Lane lane : Lane.values()) {
      for (Figure figure : Figure.values()) {
        byLane.value(
            Map.of("lane", lane.label(), "event", figure.label()), figures.total(lane, figure));
      }
    }
  }

  private void queues(PrometheusText text) {
    var inLane = text.gauge("relay_lane_mails", "Mails in the queue of a lane.");
    for (Lane lane : Lane.values()) {
      inLane.value(Map.of("lane", lane.label()), depths.inLane(lane));
    }
    text.gauge("relay_waiting_mails", "Mails in the waiting rooms.").value(depths.waiting());
    text.gauge("relay_dead_letters", "Messages in dead-letter queues; more than 0 is a defect.")
        .value(depths.dead());
    var doubt = text.gauge("relay_in_doubt_mails", "Mails that wait for an operator's answer.");
    inDoubt.count().ifPresent(doubt::value);
  }

  private void acceptance(PrometheusText text) {
    var slowed =
        text.counter("relay_acceptance_slowed_total", "Submissions held to slow their senders.");
    var refused =
        text.counter("relay_acceptance_refused_total", "Submissions refused for want of room.");
    for (Shortage by : Shortage.values()) {
      slowed.value(Map.of("by", by.label()), acceptance.slowed(by));
    }
    for (Shortage by : Shortage.values()) {
      refused.value(Map.of("by", by.label()), acceptance.refused(by));
    }
    text.gauge("relay_acceptance_held", "Submissions that are held now.").value(acceptance.held());
  }

  private void latencies(PrometheusText text, Instant now) {
    var latency =
        text.gauge(
            "relay_delivery_latency_seconds",
            "From acceptance to delivery in the last five minutes.");
    for (Lane lane : Lane.values()) {
      var p = figures.latency(lane, now);
      latency.value(Map.of("lane", lane.label(), "quantile", "0.5"), p.p50() / 1000.0);
      latency.value(Map.of("lane", lane.label(), "quantile", "0.9"), p.p90() / 1000.0);
      latency.value(Map.of("lane", lane.label(), "quantile", "0.99"), p.p99() / 1000.0);
    }
  }

  private static void process(PrometheusText text) {
    Runtime runtime = Runtime.getRuntime();
    text.gauge("process_heap_used_bytes", "Heap in use.")
        .value(runtime.totalMemory() - runtime.freeMemory());
    text.gauge("process_heap_max_bytes", "Largest heap.").value(runtime.maxMemory());
    text.gauge("process_threads", "Live threads.")
        .value(ManagementFactory.getThreadMXBean().getThreadCount());
    OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
    if (system instanceof com.sun.management.OperatingSystemMXBean process) {
      text.counter("process_cpu_seconds_total", "Processor time of the process.")
          .value(process.getProcessCpuTime() / 1e9);
    }
    text.gauge("process_uptime_seconds", "Since the start of the process.")
        .value(ManagementFactory.getRuntimeMXBean().getUptime() / 1000.0);
  }
}
