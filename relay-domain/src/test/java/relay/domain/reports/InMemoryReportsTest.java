package relay.domain.reports;

class InMemoryReportsTest implements ReportsContract {
  private final Reports reports = new InMemoryReports();

  @Override
  public Reports reports() {
    return reports;
  }
}
