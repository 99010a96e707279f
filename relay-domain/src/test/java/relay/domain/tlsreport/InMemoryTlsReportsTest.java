package relay.domain.tlsreport;

class InMemoryTlsReportsTest implements TlsReportsContract {
  private final TlsReports reports = new InMemoryTlsReports();

  @Override
  public TlsReports reports() {
    return reports;
  }
}
