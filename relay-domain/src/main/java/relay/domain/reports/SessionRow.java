package relay.domain.reports;

/**
 * Sessions that ended alike, of a TLS report.
 *
 * @param policy tlsa, sts or no-policy-found
 * @param result what failed, as RFC 8460 4.3 names it; empty for sessions that were secure
 * @param sender address of the server that sent; empty when not told
 * @param receiver name of our server; empty when not told
 * @param more what the reporter adds; empty when nothing
 */
public record SessionRow(
    String policy, String result, String sender, String receiver, String more, long sessions) {

  public boolean isSecure() {
    return result.isEmpty();
  }
}
