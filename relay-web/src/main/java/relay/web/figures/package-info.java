/**
 * Figures for people and for Prometheus.
 *
 * <p>Invariant: labels come from closed lists (lane, figure), never from mail, so that nobody can
 * grow the metrics. The text form is written by hand: Micrometer would count a second time what the
 * domain counts already, and its classes differ from server to server. Way in: {@link
 * relay.web.figures.StatsResource}, {@link relay.web.figures.MetricsResource}.
 */
package relay.web.figures;
