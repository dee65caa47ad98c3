// What Trellis needs on Azure: a web app that runs the API, a PostgreSQL, and the bot's registration.

@description('Makes the names of the resources unique, such as contoso-dev.')
@minLength(3)
@maxLength(20)
param suffix string
param location string = resourceGroup().location
param clientId string
@secure()
param clientSecret string
param teamsAppId string
@secure()
param databasePassword string

var name = 'trellis-${suffix}'
var host = '${name}.azurewebsites.net'
var databaseUser = 'trellis'

resource database 'Microsoft.DBforPostgreSQL/flexibleServers@2024-08-01' = {
  name: name
  location: location
  sku: { name: 'Standard_B1ms', tier: 'Burstable' }
  properties: {
    version: '17'
    administratorLogin: databaseUser
    administratorLoginPassword: databasePassword
    storage: { storageSizeGB: 32 }
    backup: { backupRetentionDays: 14 }
  }

  resource trellis 'databases' = { name: 'trellis' }

  // The directory's search uses trigrams; that of practice takes accents off.
  resource extensions 'configurations' = {
    name: 'azure.extensions'
    properties: { value: 'PG_TRGM,UNACCENT', source: 'user-override' }
  }

  resource fromAzure 'firewallRules' = {
    name: 'azure-services'
    properties: { startIpAddress: '0.0.0.0', endIpAddress: '0.0.0.0' }
  }
}

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: name
  location: location
  kind: 'linux'
  sku: { name: 'B1' }
  properties: { reserved: true }
}

resource web 'Microsoft.Web/sites@2024-04-01' = {
  name: name
  location: location
  kind: 'app,linux'
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    siteConfig: {
      linuxFxVersion: 'NODE|24-lts'
      appCommandLine: 'node api/server.ts'
      alwaysOn: true
      ftpsState: 'Disabled'
      minTlsVersion: '1.2'
      healthCheckPath: '/api/health'
      appSettings: [
        { name: 'PORT', value: '8080' }
        { name: 'PUBLIC_URL', value: 'https://${host}' }
        { name: 'TENANT_ID', value: tenant().tenantId }
        { name: 'CLIENT_ID', value: clientId }
        { name: 'CLIENT_SECRET', value: clientSecret }
        { name: 'APP_ID_URI', value: 'api://${host}/botid-${clientId}' }
        // The command-line import signs in with the same registration.
        { name: 'CLI_CLIENT_ID', value: clientId }
        { name: 'TEAMS_APP_ID', value: teamsAppId }
        { name: 'DATABASE_URL', value: 'postgresql://${databaseUser}:${uriComponent(databasePassword)}@${database.properties.fullyQualifiedDomainName}:5432/trellis?sslmode=verify-full' }
      ]
    }
  }
}

resource bot 'Microsoft.BotService/botServices@2022-09-15' = {
  name: name
  location: 'global'
  kind: 'azurebot'
  sku: { name: 'F0' }
  properties: {
    displayName: 'Trellis'
    endpoint: 'https://${host}/api/messages'
    msaAppId: clientId
    msaAppType: 'SingleTenant'
    msaAppTenantId: tenant().tenantId
  }

  resource teams 'channels' = {
    name: 'MsTeamsChannel'
    location: 'global'
    properties: { channelName: 'MsTeamsChannel' }
  }
}

output PUBLIC_URL string = 'https://${host}'
output PUBLIC_HOST string = host
output APP_ID_URI string = 'api://${host}/botid-${clientId}'
output WEB_APP_RESOURCE_ID string = web.id
