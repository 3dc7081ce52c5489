// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

/// @notice States of a staker. Thin, Courtesy, Liquidating and Exiting come with the collateral rules.
enum StakerState {
    None,
    Active
}

/// @notice A staker as people and programs read it.
/// @param id small sequential number, from 1; its place in the draw
/// @param state see `StakerState`
/// @param issued sats of qpBTC backed by BTC that it holds
/// @param toBeIssued sats reserved for open deposits
/// @param toBeRedeemed sats reserved for open withdrawals
/// @param registrationBondWei what it paid at registration and gets back
/// @param collateral collateral tokens, in the token's smallest unit, without what is locked for unstaking
/// @param maturing part of `collateral` that does not count in the draw yet
/// @param matureBlock EVM block at which it does
/// @param unstaking collateral locked for unstaking
/// @param unstakeTime EVM time at which it can be claimed, in seconds
/// @param acceptLimit most sats it takes as free capacity, 2^56 − 1 for no limit
/// @param bannedUntil EVM time until which it is drawn for nothing, in seconds; 0 or past when it is not banned
/// @param minMinerFee least miner fee of a withdrawal share that it takes, in sats
/// @param held true while it is drawn for no deposit and cannot unstake, because it swept a coin that is not minted
/// @param pubKey 33-byte compressed Bitcoin public key
/// @param sweepScript scriptPubKey to which it sweeps minted deposits
struct StakerView {
    uint256 id;
    StakerState state;
    uint64 issued;
    uint64 toBeIssued;
    uint64 toBeRedeemed;
    uint256 registrationBondWei;
    uint256 collateral;
    uint256 maturing;
    uint256 matureBlock;
    uint256 unstaking;
    uint256 unstakeTime;
    uint64 acceptLimit;
    uint256 bannedUntil;
    uint64 minMinerFee;
    bool held;
    bytes pubKey;
    bytes sweepScript;
}

/// @notice The modules that the registry answers to; fixed at deployment.
/// @param bridge releases what is not paid in time
/// @param minter issues what is proven, releases what is not paid, holds who swept
/// @param withdrawals redeems, and makes late shares good
/// @param selector reserves capacity for deposits
/// @param holders reserves BTC for withdrawals
struct RegistryModules {
    address bridge;
    address minter;
    address withdrawals;
    address selector;
    address holders;
}
