// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IDepositMinter } from "../../../src/interfaces/IDepositMinter.sol";
import { IEntanglementManager } from "../../../src/interfaces/IEntanglementManager.sol";
import { BitcoinProofs } from "../../../src/libraries/BitcoinProofs.sol";
import { Proof } from "../../../src/types/BitcoinTypes.sol";
import { DepositState, DepositView } from "../../../src/types/BridgeTypes.sol";
import { StakerView } from "../../../src/types/StakerTypes.sol";
import { DepositFixture } from "../../utils/DepositFixture.sol";

contract ExecuteDepositTest is DepositFixture {
    function setUp() public override {
        super.setUp();
        addStakers(3, 2 * BTC);
    }

    function test_RevertWhen_Unknown() external {
        uint256 reqId = assigned(alice, BTC);
        Proof[] memory proofs = pay(reqId, BTC, 6);
        vm.expectRevert(
            abi.encodeWithSelector(IEntanglementManager.EntanglementManager_UnknownRequest.selector, reqId + 1, 0)
        );
        system.minter.executeDeposit(reqId + 1, 0, proofs);
        vm.expectRevert(
            abi.encodeWithSelector(IEntanglementManager.EntanglementManager_UnknownRequest.selector, reqId, 1)
        );
        system.minter.executeDeposit(reqId, 1, proofs);
    }

    function test_RevertWhen_NotAssigned() external {
        uint256 first = assigned(alice, BTC);
        Proof[] memory proofs = pay(first, BTC, 6);
        uint256 reqId = request(alice, BTC);
        _expectState(reqId, DepositState.Requested);
        system.minter.executeDeposit(reqId, 0, proofs);
    }

    function test_RevertWhen_ProofCount() external {
        uint256 reqId = assigned(alice, BTC);
        vm.expectRevert(IDepositMinter.DepositMinter_NoPayments.selector);
        system.minter.executeDeposit(reqId, 0, new Proof[](0));
        vm.expectRevert(abi.encodeWithSelector(IDepositMinter.DepositMinter_TooManyPayments.selector, 9, 8));
        system.minter.executeDeposit(reqId, 0, new Proof[](9));
    }

    function test_RevertWhen_WrongScript() external {
        uint256 first = assigned(alice, BTC);
        uint256 second = assigned(bob, BTC);
        Proof[] memory proofs = pay(first, BTC, 6);
        vm.expectRevert(abi.encodeWithSelector(IDepositMinter.DepositMinter_WrongScript.selector, second, 0));
        system.minter.executeDeposit(second, 0, proofs);
    }

    function test_RevertWhen_SameProofTwiceInOneCall() external {
        uint256 reqId = assigned(alice, BTC);
        Proof[] memory once = pay(reqId, BTC / 2, 6);
        Proof[] memory twice = new Proof[](2);
        twice[0] = twice[1] = once[0];
        vm.expectRevert(
            abi.encodeWithSelector(IDepositMinter.DepositMinter_OutpointUsed.selector, sha256d(once[0].tx), 0)
        );
        system.minter.executeDeposit(reqId, 0, twice);
    }

    /// @dev The script can be foreseen, so a payment may be mined before its request; it was not meant for it (T6).
    function test_RevertWhen_PaymentTooOld() external {
        uint256 snapshot = vm.snapshotState();
        mine(system.relay, 1);
        bytes memory script = system.bridge.depositScript(assigned(alice, BTC), 0);
        vm.revertToState(snapshot);

        Proof[] memory proofs = new Proof[](1);
        proofs[0] = mineWith(system.relay, buildPayment(script, BTC), 3, 4);
        uint256 height = minedHeight;
        uint256 reqId = assigned(alice, BTC);
        assertEq(system.bridge.depositScript(reqId, 0), script, "as foreseen");
        mine(system.relay, 5);
        vm.expectRevert(abi.encodeWithSelector(IDepositMinter.DepositMinter_PaymentTooOld.selector, height, height));
        system.minter.executeDeposit(reqId, 0, proofs);
    }

    function test_RevertWhen_NotConfirmed() external {
        uint256 reqId = assigned(alice, BTC);
        Proof[] memory proofs = pay(reqId, BTC, 5);
        vm.expectRevert(abi.encodeWithSelector(IDepositMinter.DepositMinter_NotConfirmed.selector, 5, 6));
        system.minter.executeDeposit(reqId, 0, proofs);
        mine(system.relay, 1);
        system.minter.executeDeposit(reqId, 0, proofs);
    }

    function test_RevertWhen_NotConfirmed_BySize() external {
        addStakers(3, 100 * BTC);
        _confirmationsAt(10 * BTC - 1, 6);
        _confirmationsAt(10 * BTC, 12);
        _confirmationsAt(50 * BTC - 1, 12);
        _confirmationsAt(50 * BTC, 24);
    }

    /// @dev One sat more than asked can lift a payment into the next size.
    function test_RevertWhen_NotConfirmed_BySum() external {
        addStakers(3, 100 * BTC);
        uint256 reqId = assigned(alice, 10 * BTC - 1);
        Proof[] memory proofs = pay(reqId, 10 * BTC, 6);
        vm.expectRevert(abi.encodeWithSelector(IDepositMinter.DepositMinter_NotConfirmed.selector, 6, 12));
        system.minter.executeDeposit(reqId, 0, proofs);
    }

    /// @dev The youngest payment decides.
    function test_RevertWhen_OneOfSeveralNotConfirmed() external {
        uint256 reqId = assigned(alice, BTC);
        Proof[] memory proofs = new Proof[](2);
        proofs[1] = pay(reqId, BTC / 2, 3)[0];
        proofs[0] = pay(reqId, BTC / 2, 5)[0];
        bytes memory reason = abi.encodeWithSelector(IDepositMinter.DepositMinter_NotConfirmed.selector, 5, 6);
        vm.expectRevert(reason);
        system.minter.executeDeposit(reqId, 0, proofs);
        (proofs[0], proofs[1]) = (proofs[1], proofs[0]);
        vm.expectRevert(reason);
        system.minter.executeDeposit(reqId, 0, proofs);
    }

    function test_RevertWhen_RefundWindowNear() external {
        uint256 reqId = assigned(alice, BTC);
        Proof[] memory proofs = pay(reqId, BTC, 6);
        uint256 refundHeight = system.bridge.depositOf(reqId, 0).refundHeight;
        mineTo(refundHeight - 1008);
        uint256 snapshot = vm.snapshotState();
        system.minter.executeDeposit(reqId, 0, proofs);
        assertState(reqId, DepositState.Minted, "1,008 blocks left");
        vm.revertToState(snapshot);
        mine(system.relay, 1);
        vm.expectRevert(
            abi.encodeWithSelector(
                IDepositMinter.DepositMinter_RefundWindowNear.selector, refundHeight - 1007, refundHeight
            )
        );
        system.minter.executeDeposit(reqId, 0, proofs);
    }

    function test_RevertWhen_RelayStale() external {
        uint256 reqId = assigned(alice, BTC);
        Proof[] memory proofs = pay(reqId, BTC, 6);
        (, uint256 tipTime) = system.relay.tip();
        uint256[2] memory outside = [tipTime + 3 hours + 1, tipTime - 3 hours - 1];
        for (uint256 i; i < 2; ++i) {
            vm.warp(outside[i]);
            vm.expectRevert(abi.encodeWithSelector(IDepositMinter.DepositMinter_RelayStale.selector, tipTime, 3 hours));
            system.minter.executeDeposit(reqId, 0, proofs);
        }
        vm.warp(tipTime + 3 hours);
        system.minter.executeDeposit(reqId, 0, proofs);
    }

    function test_UnderpaidWaitsForTheRest() external {
        uint256 reqId = assigned(alice, BTC);
        Proof[] memory proofs = pay(reqId, BTC - 1, 6);
        system.minter.executeDeposit(reqId, 0, proofs);
        assertTrue(system.minter.consumed(sha256d(proofs[0].tx), 0), "counted");
        assertState(reqId, DepositState.Assigned, "waits");
        assertEq(system.minter.paymentsOf(reqId, 0).paidSats, BTC - 1, "paid so far");
        assertEq(system.qpBTC.totalSupply(), 0, "nothing minted");
        system.minter.executeDeposit(reqId, 0, pay(reqId, 1, 6));
        assertState(reqId, DepositState.Minted, "topped up");
        assertEq(system.qpBTC.totalSupply(), BTC, "all of it");
    }

    function test_OverpaidWithRoom() external {
        uint256 reqId = assigned(alice, BTC);
        Proof[] memory proofs = pay(reqId, 2 * BTC, 6);
        system.minter.executeDeposit(reqId, 0, proofs);
        assertEq(system.qpBTC.totalSupply(), 2 * BTC, "all of it");
        assertEq(system.registry.stakerOf(system.bridge.depositOf(reqId, 0).staker).issued, 2 * BTC, "issued");
        assertEq(system.registry.totalUsed(), 2 * BTC, "used");
        assertEq(system.selector.totalWeight(), 2 * 2 * BTC / 10_000, "one staker is full");
    }

    /// @dev What is beyond the amount waits for room; the promise is kept all the same.
    function test_OverpaidWithoutRoom() external {
        uint256 reqId = assigned(alice, BTC);
        address staker = system.bridge.depositOf(reqId, 0).staker;
        system.minter.executeDeposit(reqId, 0, pay(reqId, 2 * BTC + 1, 6));
        assertState(reqId, DepositState.Minted, "the promise");
        assertEq(system.qpBTC.totalSupply(), BTC, "the amount");
        assertEq(system.minter.paymentsOf(reqId, 0).paidSats, 2 * BTC + 1, "paid");
        assertEq(system.bridge.depositOf(reqId, 0).position, 1, "waits first");
        // More collateral makes room.
        addCollateral(staker, collateralFor(1));
        system.minter.drainEscrow(staker);
        assertEq(system.qpBTC.totalSupply(), 2 * BTC + 1, "all of it");
        assertEq(system.minter.paymentsOf(reqId, 0).place, 0, "nothing waits");
    }

    function test_LateWithRoom() external {
        uint256 reqId = assigned(alice, BTC);
        Proof[] memory proofs = pay(reqId, BTC, 6);
        passDeadline(reqId);
        system.bridge.expireDeposit(reqId, 0);
        system.minter.executeDeposit(reqId, 0, proofs);
        assertState(reqId, DepositState.Minted, "late, but there was room");
        assertEq(system.registry.totalUsed(), BTC, "used");
        assertEq(system.selector.totalWeight(), 5 * BTC / 10_000, "weight");
        uint256[] memory ids = new uint256[](1);
        ids[0] = reqId;
        vm.expectRevert(IEntanglementManager.EntanglementManager_NothingToClaim.selector);
        system.bridge.claimBonds(ids);
    }

    function test_LateWithoutRoom() external {
        uint256 reqId = assigned(alice, BTC);
        address staker = system.bridge.depositOf(reqId, 0).staker;
        Proof[] memory proofs = pay(reqId, BTC, 6);
        passDeadline(reqId);
        system.bridge.expireDeposit(reqId, 0);
        feed.set(PRICE / 4, 0);
        vm.expectEmit(address(system.minter));
        emit IDepositMinter.DepositEscrowed(reqId, 0, BTC, false, 1);
        system.minter.executeDeposit(reqId, 0, proofs);
        assertState(reqId, DepositState.Escrowed, "waits for room");
        vm.expectRevert(
            abi.encodeWithSelector(
                IDepositMinter.DepositMinter_StillWaiting.selector, reqId, 0, uint64(BTC), uint64(500 * BTC)
            )
        );
        system.minter.drainEscrow(staker);
        feed.set(PRICE, 0);
        system.minter.drainEscrow(staker);
        assertState(reqId, DepositState.Minted, "room again");
    }

    function test_NoPriceNeededForThePromise() external {
        uint256 reqId = assigned(alice, BTC);
        Proof[] memory proofs = pay(reqId, BTC, 6);
        feed.set(0, 0);
        system.minter.executeDeposit(reqId, 0, proofs);
        assertState(reqId, DepositState.Minted, "a feed stops no proof");
    }

    function test_PriceFallDoesNotTouchThePromise() external {
        uint256 reqId = assigned(alice, BTC);
        Proof[] memory proofs = pay(reqId, BTC, 6);
        feed.set(PRICE / 10, 0);
        system.minter.executeDeposit(reqId, 0, proofs);
        assertState(reqId, DepositState.Minted, "promised before the fall");
    }

    function test_EveryOutputOverSeveralProofs() external {
        uint256 reqId = assigned(alice, BTC);
        bytes memory script = system.bridge.depositScript(reqId, 0);
        bytes[] memory outs = new bytes[](3);
        outs[0] = output(BTC / 4, script);
        outs[1] = output(777, hex"0014aabbccddeeff00112233445566778899aabbccdd");
        outs[2] = output(BTC / 4, script);
        Proof[] memory proofs = new Proof[](2);
        proofs[0] = mineWith(system.relay, buildTx(outs), 3, 5);
        proofs[1] = pay(reqId, BTC / 2, 6)[0];
        system.minter.executeDeposit(reqId, 0, proofs);
        assertEq(system.qpBTC.totalSupply(), BTC, "every output counted");
        bytes32 txid = sha256d(proofs[0].tx);
        assertTrue(system.minter.consumed(txid, 0), "first output");
        assertFalse(system.minter.consumed(txid, 1), "not ours");
        assertTrue(system.minter.consumed(txid, 2), "third output");
    }

    function test_Execute() external {
        uint256 bond = system.bridge.quoteDeposit(12_345).bondWei;
        vm.prank(alice);
        uint256 reqId = system.bridge.requestDeposit{ value: bond }(12_345, bob, REFUND_KEY, false);
        resolve(reqId);
        Proof[] memory proofs = pay(reqId, 12_345, 6);
        bytes32 txid = sha256d(proofs[0].tx);
        // 12,345 × 15 / 10,000 = 18.5, against the recipient.
        vm.expectEmit(address(system.minter));
        emit IDepositMinter.PaymentConsumed(reqId, 0, txid, 0, 12_345);
        vm.expectEmit(address(system.minter));
        emit IDepositMinter.DepositMinted(reqId, 0, bob, 12_345, 12_326, 19);
        system.minter.executeDeposit(reqId, 0, proofs);
        assertEq(system.qpBTC.balanceOf(bob), 12_326, "recipient");
        assertEq(system.qpBTC.balanceOf(alice), 0, "requester");
        assertEq(system.qpBTC.balanceOf(feeRecipient), 19, "fee");
        DepositView memory deposit = system.bridge.depositOf(reqId, 0);
        StakerView memory staker = system.registry.stakerOf(deposit.staker);
        assertEq(staker.issued, 12_345, "issued");
        assertEq(staker.toBeIssued, 0, "promise ended");
        assertEq(deposit.bondWei, bond, "bond waits to be claimed");
    }

    /// @dev R1, R4 for one deposit of any size
    function testFuzz_SupplyIsWhatWasProven(uint64 sats, uint64 extra) external {
        sats = uint64(bound(sats, 10_000, 2 * BTC));
        extra = uint64(bound(extra, 0, 2 * BTC - sats));
        uint256 reqId = assigned(alice, sats);
        Proof[] memory proofs = pay(reqId, sats + extra, 6);
        system.minter.executeDeposit(reqId, 0, proofs);
        assertEq(system.qpBTC.totalSupply(), sats + extra, "supply = proven");
        assertEq(system.registry.totalUsed(), sats + extra, "issued = proven");
        uint256 fee = system.qpBTC.balanceOf(feeRecipient);
        assertGe(fee * 10_000, uint256(sats + extra) * 15, "fee rounds up");
        // The amount and what is beyond it are minted one after the other.
        assertLt((fee - (extra == 0 ? 1 : 2)) * 10_000, uint256(sats + extra) * 15, "by less than a sat each");
    }

    /// @dev R11: a changed bit anywhere in the evidence
    function testFuzz_RevertWhen_BitFlipped(uint256 bit, uint8 part) external {
        uint256 reqId = assigned(alice, BTC);
        Proof[] memory proofs = pay(reqId, BTC, 6);
        Proof memory proof = proofs[0];
        part = uint8(bound(part, 0, 4));
        if (part == 0) proof.tx = flipBit(proof.tx, bit % (8 * proof.tx.length));
        if (part == 1) proof.header = flipBit(proof.header, bit % 640);
        if (part == 2) proof.path[bit % proof.path.length] ^= bytes32(1 << (bit % 256));
        if (part == 3) proof.coinbaseTx = flipBit(proof.coinbaseTx, bit % (8 * proof.coinbaseTx.length));
        if (part == 4) proof.coinbasePath[bit % proof.path.length] ^= bytes32(1 << (bit % 256));
        vm.expectRevert();
        system.minter.executeDeposit(reqId, 0, proofs);
    }

    function test_RevertWhen_TwoConfirmations() external {
        uint256 reqId = assigned(alice, BTC);
        Proof[] memory proofs = pay(reqId, BTC, 2);
        vm.expectRevert(abi.encodeWithSelector(BitcoinProofs.BitcoinProofs_NotConfirmed.selector, 2, 3));
        system.minter.executeDeposit(reqId, 0, proofs);
    }

    function _confirmationsAt(uint64 sats, uint256 required) private {
        uint256 reqId = assigned(alice, sats);
        Proof[] memory proofs = pay(reqId, sats, required - 1);
        vm.expectRevert(
            abi.encodeWithSelector(IDepositMinter.DepositMinter_NotConfirmed.selector, required - 1, required)
        );
        system.minter.executeDeposit(reqId, 0, proofs);
        mine(system.relay, 1);
        system.minter.executeDeposit(reqId, 0, proofs);
    }

    function _expectState(uint256 reqId, DepositState state) private {
        vm.expectRevert(abi.encodeWithSelector(IDepositMinter.DepositMinter_WrongState.selector, reqId, 0, state));
    }
}

/// @notice T3: blocks without work are no evidence, however many there are.
contract ExecuteDepositWorkTest is DepositFixture {
    function minBlockWork() internal pure override returns (uint256) {
        return REGTEST_WORK * 2;
    }

    function test_RevertWhen_NotEnoughWork() external {
        addStakers(3, 2 * BTC);
        uint256 reqId = assigned(alice, BTC);
        Proof[] memory proofs = pay(reqId, BTC, 11);
        vm.expectRevert(
            abi.encodeWithSelector(
                IDepositMinter.DepositMinter_NotEnoughWork.selector, 11 * REGTEST_WORK, 6 * minBlockWork()
            )
        );
        system.minter.executeDeposit(reqId, 0, proofs);
        mine(system.relay, 1);
        system.minter.executeDeposit(reqId, 0, proofs);
    }
}
