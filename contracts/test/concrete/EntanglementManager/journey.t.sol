// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { Proof } from "../../../src/types/BitcoinTypes.sol";
import { DepositState, DepositView } from "../../../src/types/BridgeTypes.sol";
import { StakerView } from "../../../src/types/StakerTypes.sol";
import { DepositFixture } from "../../utils/DepositFixture.sol";

/// @notice One deposit from the request to the claimed bond, every balance checked on the way.
contract DepositJourneyTest is DepositFixture {
    function test_Journey() external {
        addStakers(5, 2 * BTC);
        uint256 bond = system.bridge.quoteDeposit(BTC).bondWei;
        uint256 before = alice.balance;

        uint256 reqId = request(alice, BTC);
        assertEq(reqId, 1, "first id");
        assertEq(before - alice.balance, bond, "bond paid");
        assertState(reqId, DepositState.Requested, "requested");
        assertEq(system.selector.held(), BTC, "held until the draw");

        resolve(reqId);
        DepositView memory deposit = system.bridge.depositOf(reqId, 0);
        assertState(reqId, DepositState.Assigned, "assigned");
        assertEq(deposit.script, system.bridge.depositScript(reqId, 0), "one script");
        assertEq(deposit.refundHeight, deposit.requestHeight + 4320, "refund height");
        StakerView memory staker = system.registry.stakerOf(deposit.staker);
        assertEq(staker.toBeIssued, BTC, "reserved");
        assertEq(system.selector.held(), 0, "no longer held");
        assertEq(system.registry.totalUsed(), BTC, "used");

        Proof[] memory proofs = pay(reqId, BTC, 6);
        system.minter.executeDeposit(reqId, 0, proofs);
        assertState(reqId, DepositState.Minted, "minted");
        uint256 fee = 150_000;
        assertEq(system.qpBTC.balanceOf(alice), BTC - fee, "recipient");
        assertEq(system.qpBTC.balanceOf(feeRecipient), fee, "fee");
        staker = system.registry.stakerOf(deposit.staker);
        assertEq(staker.toBeIssued, 0, "promise ended");
        assertEq(staker.issued, BTC, "issued");
        assertEq(system.registry.totalUsed(), BTC, "still used");

        uint256[] memory ids = new uint256[](1);
        ids[0] = reqId;
        system.bridge.claimBonds(ids);
        assertEq(alice.balance, before, "bond back");
        assertEq(address(system.bridge).balance, 0, "nothing left");
    }
}
